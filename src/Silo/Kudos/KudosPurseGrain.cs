using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Domain.Kudos;
using Leaderboard.Storage;

namespace Leaderboard.Kudos;

/// <summary>Keeps what one collector gives in a month. What is given is stored in one transaction with what its receiver reads.</summary>
[GrainType("lb.kudos-purse")]
internal sealed class KudosPurseGrain(DocumentStore documents, KudosPolicy policy, InstitutionCalendar calendar, TimeProvider time)
    : DocumentGrain<PurseRecord>(documents, KudosPurseGrain.PurseKind), IKudosPurseGrain
{
    public const string PurseKind = "kudos-purse";
    public const string DocumentKind = "kudos";

    private static readonly PurseRecord None = new(0, []);

    private PurseRecord Now => (Stored ?? None).In(calendar.Window(BoardPeriod.Month, time.Now()).From ?? throw new InvalidOperationException("A month begins."));

    public async Task<KudosOutcome> Give(string id, CollectorId to, string text)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(text.Length is >= 1 and <= IKudosPurseGrain.MaxLength, true, nameof(text));
        var now = Now;
        if (now.Given.FirstOrDefault(k => k.Id == id) is { } known)
            return known.To == to.Value && known.Text == text ? KudosOutcome.Done : KudosOutcome.Conflict;
        if (to.Value == Id || await GrainFactory.Collector(to).Get() is not { Active: true })
            return KudosOutcome.NoColleague;
        if (now.Given.Count >= policy.PerMonth)
            return KudosOutcome.NoneLeft;
        var one = new KudosRecord(id, Id, to.Value, text, time.Now().UnixMicroseconds);
        await SaveAsync(now.With(one), DocumentChange.Of(DocumentKind, KeyOf(one), 0, one));
        return KudosOutcome.Done;
    }

    public Task<KudosPurse> Get()
    {
        var now = Now;
        return Task.FromResult(new KudosPurse
        {
            PerMonth = policy.PerMonth,
            Left = Math.Max(0, policy.PerMonth - now.Given.Count),
            Given = [.. now.Given.Reverse().Select(k => k.ToView())],
        });
    }

    /// <summary>Where the receiver's are found, ascending by time.</summary>
    public static string PrefixOf(CollectorId to) => to.Value + "/";

    private static string KeyOf(KudosRecord one) => string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(new CollectorId(one.To))}{one.AtMicros:D17}/{one.From}/{one.Id}");
}
