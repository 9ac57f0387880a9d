using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

/// <summary>Compares what was certified with what the ledger says now.</summary>
internal static class Restating
{
    /// <summary>Entrants whose value or rank differs, by the certified order, then those who were not there.</summary>
    public static Restatement[] Of(IReadOnlyList<StoredStanding> certified, IReadOnlyList<StoredStanding> now)
    {
        var current = now.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var before = certified.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. certified.Select(s => Of(s, current.GetValueOrDefault(s.Id))).OfType<Restatement>(),
            .. now.Where(s => !before.Contains(s.Id)).Select(s => Of(null, s)).OfType<Restatement>(),
        ];
    }

    private static Restatement? Of(StoredStanding? then, StoredStanding? now) => (then?.Value, then?.Rank, then?.League) == (now?.Value, now?.Rank, now?.League) ? null : new Restatement
    {
        SubjectId = then?.Id ?? now?.Id ?? "",
        FromValue = then?.Value,
        ToValue = now?.Value,
        FromRank = then?.Rank,
        ToRank = now?.Rank,
        FromLeague = then?.League,
        ToLeague = now?.League,
        Cause = ((now?.Value ?? 0) - (then?.Value ?? 0)) switch
        {
            0 when then is not null && now is not null && then.League != now.League => RestatementCause.Base,
            not 0 when then is { NumeratorMinor: { } before } && before == now?.NumeratorMinor => RestatementCause.Base,
            > 0 => RestatementCause.LatePosting,
            < 0 => RestatementCause.Reversal,
            _ => RestatementCause.Others,
        },
    };
}
