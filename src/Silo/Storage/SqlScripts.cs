using System.Collections.Concurrent;
using System.Reflection;

namespace Leaderboard.Storage;

/// <summary>The SQL of one dialect: files below <c>Storage/Sql/&lt;dialect&gt;</c>, twins by name.</summary>
internal sealed class SqlScripts(string dialect)
{
    private static readonly Assembly Home = typeof(SqlScripts).Assembly;
    private readonly ConcurrentDictionary<string, string> _queries = new(StringComparer.Ordinal);

    public string Query(string name) => _queries.GetOrAdd(name, static (n, d) => Read($"sql/{d}/Queries/{n}.sql"), dialect);

    /// <summary>Numbered scripts of a folder (<c>Schema</c>, <c>Grains</c>, on PostgreSQL <c>Cluster</c>), in order; the number is the schema version they lead to.</summary>
    public IReadOnlyList<(int Version, string Text)> Numbered(string folder)
    {
        var prefix = $"sql/{dialect}/{folder}/";
        return
        [
            .. Home.GetManifestResourceNames()
                .Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(n => (int.Parse(n.AsSpan(prefix.Length, 4), System.Globalization.CultureInfo.InvariantCulture), Read(n))),
        ];
    }

    private static string Read(string resource)
    {
        using var stream = Home.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"No SQL named {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
