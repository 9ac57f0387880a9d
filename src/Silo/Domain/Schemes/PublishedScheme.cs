using System.Text.Json.Serialization;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Schemes;

/// <summary>A version of a scheme as it was published; never changed.</summary>
internal sealed record PublishedScheme
{
    public required string Id { get; init; }

    /// <summary>From 1, for each id.</summary>
    public required int Version { get; init; }

    /// <summary>A local day's first instant, microseconds; null: from the beginning.</summary>
    public long? EffectiveFromMicros { get; init; }

    public required SchemeRules Rules { get; init; }

    public long? PublishedAtMicros { get; init; }

    public string? PublishedBy { get; init; }

    /// <summary>As entries name it.</summary>
    [JsonIgnore]
    public string Name => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id}/{Version}");

    [JsonIgnore]
    public Moment EffectiveFrom => EffectiveFromMicros is { } at ? new Moment(at) : Moment.MinValue;
}
