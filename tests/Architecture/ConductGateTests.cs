using System.Reflection;
using Leaderboard.Conduct;
using Leaderboard.Contests;
using Leaderboard.Domain.Conduct;
using Leaderboard.Hosting;

namespace Leaderboard.Architecture;

/// <summary>A contest may count amounts alone only because of the conduct gate: there is nothing that turns it off.</summary>
public sealed class ConductGateTests
{
    private static readonly string[] Words = ["Conduct", "Complaint", "Eligib", "Barred", "PassedOver", "Severity", "Exclu"];

    [Fact]
    public void No_setting_and_no_rule_speaks_of_it()
    {
        var settings = typeof(SiloSetup).Assembly.GetTypes().Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal) || t.Name.EndsWith("Settings", StringComparison.Ordinal))
            .Append(typeof(InstitutionSettings)).Append(typeof(ContestRules)).Append(typeof(ContestPrize)).Append(typeof(PrizeSplit)).ToList();
        Assert.True(settings.Count > 4);
        Assert.Empty(settings.SelectMany(t => t.GetProperties()).Where(p => Array.Exists(Words, w => p.Name.Contains(w, StringComparison.OrdinalIgnoreCase))).Select(p => $"{p.DeclaringType}.{p.Name}"));
    }

    [Fact]
    public void Every_result_asks_it_and_it_asks_nothing_but_the_record_and_the_time()
    {
        Assert.Contains(typeof(ConductReader), typeof(ContestResults).GetConstructors().Single().GetParameters().Select(p => p.ParameterType));
        Assert.Equal([typeof(Storage.DocumentStore)], typeof(ConductReader).GetConstructors().Single().GetParameters().Select(p => p.ParameterType));
        Assert.Equal(
            [typeof(ConductRecord), typeof(Moment), typeof(Moment), typeof(Moment)],
            typeof(ConductGate).GetMethod(nameof(ConductGate.CauseOf), BindingFlags.Static | BindingFlags.Public)!.GetParameters().Select(p => p.ParameterType));

        // A result is made in one place, and certifying takes it from there.
        var makers = typeof(SiloSetup).Assembly.GetTypes().Where(t => t.Namespace == typeof(ContestResults).Namespace && t.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(ContestResults))));
        Assert.Equal(["ContestGrain"], makers.Select(t => t.Name));
    }
}
