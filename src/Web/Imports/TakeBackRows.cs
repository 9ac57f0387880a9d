using System.Security.Cryptography;
using System.Text;
using Leaderboard.Recoveries;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Imports;

/// <summary>
/// Takes back what an import brought in: a reversal for each of its recoveries, of all that is left of it, under an id that
/// is always the same. What has been reversed before stays as it is.
/// </summary>
internal sealed class TakeBackRows(EntryParsers parsers, PostingService service, string importId, Moment at) : IRowTarget
{
    public const string Field = "recoveryId";

    /// <summary>Of the note that stands beside each reversal.</summary>
    private const string Note = "import taken back: ";

    public string? KeyOf(SheetRow row) => null;

    public async Task<RowOutcome[]> PostAsync(IReadOnlyList<SheetRow> rows)
    {
        var entries = rows.Select(r => Reversal(r.Cell(Field) ?? "")).Select(v => new Parsed<PostReversal>(v.Id, v, null)).ToArray();
        var answers = await service.PostReversalsAsync(entries);
        var outcomes = new RowOutcome[answers.Length];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = answers[i].Outcome?.Refusal == Refusal.ExceedsRecovery
                ? new RowOutcome(PostingStatus.Duplicate, null, null, 0)
                : RowOutcome.Of(rows[i], answers[i], EntryId.Reversal(entries[i].Id ?? ""), 0);
        }

        return outcomes;
    }

    private PostReversal Reversal(string recoveryId)
    {
        // Short enough for an id, however long the two are.
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{importId}-{recoveryId}"));
        return parsers.Reversal("tb-" + Convert.ToHexStringLower(digest.AsSpan(0, 20)), recoveryId, null, ReversalReason.Error, at, Note + importId) with { Correction = Correction.TakenBack };
    }
}
