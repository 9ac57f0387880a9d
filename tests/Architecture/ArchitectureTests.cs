using System.Reflection;
using System.Runtime.CompilerServices;
using Leaderboard.Hosting;
using Leaderboard.Web;
using Orleans;
using Orleans.Concurrency;

namespace Leaderboard.Architecture;

public sealed class ArchitectureTests
{
    private static readonly Assembly Contracts = typeof(GrainKeys).Assembly;
    private static readonly Assembly Silo = typeof(SiloSetup).Assembly;
    private static readonly Assembly Web = typeof(LeaderboardProgram).Assembly;

    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static IEnumerable<Type> DomainTypes => Written(Silo).Where(t => t.Namespace?.StartsWith("Leaderboard.Domain", StringComparison.Ordinal) == true);

    [Fact]
    public void Domain_decides_and_never_waits()
    {
        var waiting = DomainTypes.SelectMany(t => t.GetMethods(Everything)).Where(m =>
            m.IsDefined(typeof(AsyncStateMachineAttribute)) || typeof(Task).IsAssignableFrom(m.ReturnType) || m.ReturnType == typeof(ValueTask));
        Assert.Empty(waiting.Select(m => $"{m.DeclaringType}.{m.Name}"));
    }

    [Fact]
    public void Domain_knows_no_runtime_no_clock_no_log_and_no_database()
    {
        string[] forbidden = ["Orleans.Runtime", "Orleans.Hosting", "Microsoft.Extensions", "System.Data", "Npgsql", "Microsoft.Data", "Leaderboard.Storage", "System.IO.File", "System.Net"];
        var uses = DomainTypes.SelectMany(t => Mentioned(t).Select(m => (Type: t, Used: m)))
            .Where(u => u.Used == typeof(TimeProvider) || Array.Exists(forbidden, f => u.Used.FullName?.StartsWith(f, StringComparison.Ordinal) == true));
        Assert.Empty(uses.Select(u => $"{u.Type} uses {u.Used}"));
    }

    [Fact]
    public void Nothing_outside_of_contracts_is_public_but_entry_points()
    {
        string[] entryPoints = ["SiloSetup", "ClusterSetup", "LogDefaults", "TelemetrySetup", "VerifyCommand", "CopyCommand", "BackupCommand", "LeaderboardOptions", "ClusterSettings", "WebhookSettings", "WebhookKind", "MailSettings", "MailSecurity", "DatabaseKind", "PeopleConnection", "DatabaseRefusedException", "LeaderboardProgram", "Program"];
        var others = Written(Silo).Concat(Written(Web)).Where(t => t.IsPublic && !entryPoints.Contains(t.Name, StringComparer.Ordinal) && t.Namespace?.Contains(".Pages", StringComparison.Ordinal) != true);
        Assert.Empty(others.Select(t => t.FullName));
    }

    [Fact]
    public void Classes_are_sealed()
    {
        var open = new[] { Contracts, Silo, Web }.SelectMany(Written).Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false });
        Assert.Empty(open.Select(t => t.FullName));
    }

    [Fact]
    public void Contracts_are_immutable_aliased_and_spell_every_member()
    {
        var data = Written(Contracts).Where(t => t.IsDefined(typeof(GenerateSerializerAttribute)) && !typeof(Exception).IsAssignableFrom(t)).ToList();
        Assert.NotEmpty(data);
        foreach (var type in data)
        {
            Assert.True(type.IsDefined(typeof(ImmutableAttribute)), $"{type} is not [Immutable].");
            Assert.True(type.GetCustomAttribute<AliasAttribute>()?.Alias.StartsWith("lb.", StringComparison.Ordinal), $"{type} has no alias.");
            var bare = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(p => p.SetMethod is not null && !p.IsDefined(typeof(IdAttribute)));
            Assert.Empty(bare.Select(p => $"{type}.{p.Name}"));
        }
    }

    [Fact]
    public void Grain_interfaces_and_grains_spell_their_identity()
    {
        Assert.All(Written(Contracts).Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t)), t => Assert.True(t.IsDefined(typeof(GrainInterfaceTypeAttribute)), $"{t}"));
        Assert.All(Written(Silo).Where(t => t is { IsClass: true, IsAbstract: false } && typeof(Grain).IsAssignableFrom(t)), t => Assert.True(t.IsDefined(typeof(GrainTypeAttribute)), $"{t}"));
    }

    [Fact]
    public void Names_of_grain_state_are_unique()
    {
        var names = Written(Silo).Where(t => typeof(Grain).IsAssignableFrom(t))
            .Select(t => t.GetField("StateName", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)?.GetRawConstantValue() as string)
            .OfType<string>()
            .ToList();
        Assert.NotEmpty(names);
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Web_sees_the_silo_only_to_co_host_it()
    {
        var uses = Written(Web).SelectMany(t => Mentioned(t).Select(m => (Type: t, Used: m))).Where(u => u.Used.Assembly == Silo).Select(u => Outermost(u.Type).Name).Distinct(StringComparer.Ordinal);
        Assert.All(uses, name => Assert.Contains(name, new[] { nameof(LeaderboardProgram), "Program" }));
    }

    [Fact]
    public void Nothing_is_called_after_what_it_is_not()
    {
        string[] words = ["Helper", "Util", "Utils", "Manager", "Common", "Misc"];
        var named = new[] { Contracts, Silo, Web }.SelectMany(Written).Where(t => Array.Exists(words, w => t.Name.EndsWith(w, StringComparison.Ordinal)));
        Assert.Empty(named.Select(t => t.FullName));
    }

    [Fact]
    public void Each_query_has_its_twin_in_the_other_dialect()
    {
        var onlyThere = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // A lot is one statement in PostgreSQL and prepared rows in SQLite.
            ["Sqlite/Queries/insert-entry.sql"] = "",
            ["PostgreSql/Queries/append-lot.sql"] = "",

            // A cluster needs PostgreSQL.
            ["PostgreSql/Cluster/0001-orleans.sql"] = "",
        };
        var names = Silo.GetManifestResourceNames().Where(n => n.StartsWith("sql/", StringComparison.Ordinal)).Select(n => n["sql/".Length..]).Where(n => !onlyThere.ContainsKey(n)).ToList();
        var twins = names.ToLookup(n => n[(n.IndexOf('/', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
        Assert.NotEmpty(names);
        Assert.All(twins, t => Assert.Equal(2, t.Count()));
    }

    private static IEnumerable<Type> Written(Assembly assembly) =>
        assembly.GetTypes().Where(t => t.Namespace?.StartsWith("Leaderboard", StringComparison.Ordinal) == true
            && !t.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !t.Name.Contains('<', StringComparison.Ordinal)
            && t.DeclaringType?.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) != true
            && !t.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false));

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>Types in fields, properties, signatures and local variables.</summary>
    private static IEnumerable<Type> Mentioned(Type type) => type.GetFields(Everything).Select(f => f.FieldType)
        .Concat(type.GetMethods(Everything).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)
            .Concat(m.GetMethodBody()?.LocalVariables.Select(v => v.LocalType) ?? [])))
        .Concat(type.GetConstructors(Everything).SelectMany(c => c.GetParameters().Select(p => p.ParameterType)))
        .SelectMany(t => t.IsGenericType ? t.GetGenericArguments().Append(t) : [t])
        .Distinct();
}
