using Leaderboard.Accounts;
using Leaderboard.Boards;
using Leaderboard.Domain.Boards;
using Leaderboard.Domain.Measures;
using Leaderboard.Domain.Targets;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Storage;
using Leaderboard.Targets;
using Microsoft.Extensions.Options;

namespace Leaderboard.Measures;

/// <summary>Reads what the amounts of a window are divided by: balances, targets, benchmarks. The roster must have been reached.</summary>
internal sealed class BaseReader(
    Database database, DocumentStore documents, RosterDirectory roster, Installation installation, InstitutionCalendar calendar, IOptions<LeaderboardOptions> options, TimeProvider time)
{
    /// <summary>Minor units.</summary>
    public long ShrinkMinor => options.Value.IndexShrink * installation.MinorPerMajor;

    /// <summary>Whether anything that the bases of a kind are made of was written after a revision.</summary>
    public async Task<bool> HasChangedAsync(ColumnKind kind, long since) => await documents.LastChangeAsync(
        kind.Measure switch
        {
            BoardMeasure.Attainment => [TargetsGrain.DocumentKind, TeamGrain.DocumentKind],
            BoardMeasure.Index => [AccountsGrain.DocumentKind, CollectorGrain.DocumentKind, BenchmarksGrain.DocumentKind],
            _ => [AccountsGrain.DocumentKind, CollectorGrain.DocumentKind],
        },
        since) > since;

    public async Task<BaseSheet> ReadAsync(BoardWindow window, ColumnKind kind)
    {
        var span = new WindowSpan(window.From, window.To, time.Now(), calendar);
        switch (kind.Measure)
        {
            case BoardMeasure.Attainment:
                return await TargetsAsync(window);
            case BoardMeasure.Index:
                var (_, book) = await documents.ReadAsync<BenchmarkBook>(BenchmarksGrain.DocumentKind, BenchmarksGrain.TheDocument);
                var expectation = new Expectation(book ?? BenchmarkBook.Empty, span, roster);
                await EachAccountAsync(window.To, expectation.Take);
                return expectation.Build(ShrinkMinor);
            default:
                var reckoning = new BaseReckoning(kind.Base, span, roster);
                await EachAccountAsync(window.To, reckoning.Take);
                return reckoning.Build();
        }
    }

    /// <summary>One account after another, each with its rows by time, as they come: a book need not fit into memory.</summary>
    /// <param name="to">Exclusive: later rows tell nothing; null for all.</param>
    /// <param name="take">Keeps nothing of what it is given.</param>
    public Task<int> EachAccountAsync(Moment? to, Action<IReadOnlyList<BalanceRow>> take) => database.SnapshotAsync(async session =>
    {
        var (history, accounts) = (new List<BalanceRow>(), 0);
        var rows = session.StreamAsync("account-balances", c => Database.Bind(c, "to", (to ?? Moment.MaxValue).UnixMicroseconds), Read).ConfigureAwait(false);
        await foreach (var row in rows)
        {
            if (history.Count > 0 && !string.Equals(history[0].Account, row.Account, StringComparison.Ordinal))
                Finish();
            history.Add(row);
        }

        if (history.Count > 0)
            Finish();
        return accounts;

        void Finish()
        {
            take(history);
            history.Clear();
            accounts++;
        }
    });

    private static BalanceRow Read(System.Data.Common.DbDataReader r) => new(
        r.GetString(0),
        new Moment(r.GetInt64(1)),
        r.IsDBNull(2) ? null : new CollectorId(r.GetString(2)),
        r.IsDBNull(3) ? null : r.GetInt32(3),
        r.GetInt64(4),
        r.IsDBNull(5) ? null : new Moment(r.GetInt64(5)),
        r.IsDBNull(6) ? null : r.GetString(6),
        r.IsDBNull(7) ? null : r.GetInt64(7) != 0);

    private async Task<BaseSheet> TargetsAsync(BoardWindow window)
    {
        if (calendar.TargetKeyOf(window.From, window.To) is not { } key)
            return BaseSheet.Empty;
        var teams = roster.Teams.ToDictionary(t => $"{t.Id.Value}/{key}", t => t.Id, StringComparer.Ordinal);
        return TargetBases.Of([.. (await documents.ReadManyAsync<TargetSheet>(TargetsGrain.DocumentKind, teams.Keys)).Select(s => (teams[s.Id], s.Document))]);
    }
}
