using Leaderboard.Domain.Journal;

namespace Leaderboard.Storage;

/// <summary>What was fixed when the database was created.</summary>
internal sealed record Installation
{
    public required Partitions Partitions { get; init; }

    public required InstitutionSettings Settings { get; init; }

    /// <summary>A simulated floor; never mixed with a real one.</summary>
    public required bool IsDemo { get; init; }

    /// <summary>10 to the power of the currency's decimals.</summary>
    public long MinorPerMajor => Settings.MinorPerMajor;

    public InstitutionCalendar Calendar => new(Settings);

    public static Installation Of(LeaderboardOptions options)
    {
        var settings = InstitutionSettings.Of(options.TimeZone, options.Currency);
        return new Installation
        {
            Partitions = new Partitions(options.Partitions),
            Settings = settings,
            IsDemo = options.Demo,
        };
    }

    /// <summary>Stored names and values, by name.</summary>
    public IReadOnlyDictionary<string, string> ToValues() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["partitions"] = Partitions.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["timeZone"] = Settings.TimeZone,
        ["currency"] = Settings.Currency,
        ["demo"] = IsDemo ? "true" : "false",
    };
}

/// <summary>The database cannot be used as it is; the message says why and what to do. Nothing was changed.</summary>
public sealed class DatabaseRefusedException : Exception
{
    public DatabaseRefusedException(string message)
        : base(message)
    {
    }

    public DatabaseRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
