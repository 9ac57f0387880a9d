using Leaderboard.Rewards;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Rewards;

/// <summary>Takes codes in, and shows each to its owner once. Written down is how many and when, and never a code.</summary>
internal sealed partial class CodeDesk(IGrainFactory grains, CodeSeals seals, RedemptionDesk redemptions, AuditLog audit, ILogger<CodeDesk> logger)
{
    /// <summary>As many as a grain takes at once.</summary>
    private const int Lot = 100;

    /// <param name="http">Of who puts them in.</param>
    /// <param name="rewardId">Of the reward.</param>
    /// <param name="codes">In order; the same more than once is put in once.</param>
    public async Task<CodesPut> AddAsync(HttpContext http, string rewardId, IReadOnlyList<string> codes)
    {
        var reward = grains.Reward(rewardId);
        if (await reward.CodeKey(seals.NewKey()) is not { } sealedKey)
            return new CodesPut(CodesOutcome.NoSuchReward);
        if (seals.OpenKey(sealedKey) is not { } key)
            return new CodesPut(CodesOutcome.Done, IsUnreadable: true);
        var different = codes.Distinct(StringComparer.Ordinal).ToList();
        var put = new CodesPut(CodesOutcome.Done, Repeated: codes.Count - different.Count);
        var isThrough = false;
        try
        {
            foreach (var lot in different.Chunk(Lot))
            {
                var answer = await reward.AddCodes(Array.ConvertAll(lot, c => new SealedCode { Mark = CodeSeals.MarkOf(key, c), Text = seals.Seal(rewardId, c) }), Caller.By(http.User));
                put = put with { Outcome = answer.Outcome, Added = put.Added + answer.Added, Known = put.Known + (lot.Length - answer.Added) };
                if (answer.Outcome != CodesOutcome.Done)
                    break;
            }

            isThrough = true;
        }
        finally
        {
            // Whatever broke off: what is in is in, of the rest nobody knows, and the same file again puts in what is not.
            if (!isThrough)
                await audit.WriteAsync(http, new AuditEntry(AuditActions.PutCodes, rewardId, After: new { put.Added, Unknown = different.Count - put.Added - put.Known }));
            else if (put.Added > 0)
                await audit.WriteAsync(http, new AuditEntry(AuditActions.PutCodes, rewardId, After: new { put.Added }));
        }

        return put;
    }

    /// <summary>Takes out those that nobody was given.</summary>
    /// <returns>How many.</returns>
    public async Task<int> TakeOutAsync(HttpContext http, string rewardId)
    {
        int? count = null;
        try
        {
            count = await grains.Reward(rewardId).TakeOutCodes(Caller.By(http.User));
            return count.Value;
        }
        finally
        {
            // Whatever broke off: they may be out, and of how many nobody knows.
            if (count is not 0)
                await audit.WriteAsync(http, new AuditEntry(AuditActions.TakeOutCodes, rewardId, After: new { TakenOut = count }));
        }
    }

    /// <summary>
    /// For its owner alone, which the caller has made sure of. What was approved is handed over by it: a code needs no counter. That it is shown is stored
    /// before it is, so that nobody, and no second tap, ever sees it again.
    /// </summary>
    public async Task<CodeAnswer> ShowAsync(HttpContext http, RedemptionView redemption)
    {
        if (!redemption.IsByCode)
            return new CodeRefused(RedemptionOutcome.IllegalMove);
        if (redemption.State == RedemptionState.Approved && await redemptions.ClaimAsync(http, redemption.Id) is { Outcome: not RedemptionOutcome.Done } refused)
            return new CodeRefused(refused.Outcome);
        var grain = grains.Redemption(redemption.Id);
        var texts = await grain.Codes();
        if (texts.Length == 0)
            return await grain.Get() is { ShownAt: { } before } ? new CodeShownBefore(before) : new CodeRefused(RedemptionOutcome.IllegalMove);
        var codes = texts.Select(t => seals.Open(redemption.Reward, t)).OfType<string>().ToArray();
        if (codes.Length < texts.Length)
            return new CodeUnreadable();
        var shown = await grain.Show();
        if (shown is not { Outcome: RedemptionOutcome.Done, Redemption.ShownAt: { } at })
            return new CodeRefused(shown.Outcome);
        if (!shown.IsNew)
            return new CodeShownBefore(at);
        await WriteShownAsync(http, redemption, codes.Length);
        return new CodeShown(codes);
    }

    /// <summary>They are shown this once, whatever becomes of the audit; the redemption says when.</summary>
    private async Task WriteShownAsync(HttpContext http, RedemptionView redemption, int count)
    {
        try
        {
            await audit.WriteAsync(http, new AuditEntry(AuditActions.ShowCode, redemption.Id, After: new { Collector = redemption.Collector.Value, redemption.Reward, Codes = count }));
        }
#pragma warning disable CA1031 // Whatever keeps it from being written, nobody would see the codes again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogUnwritten(failure, redemption.Id, Caller.By(http.User));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The codes of {RedemptionId} were shown to {PersonId}, and the audit could not be written.")]
    private partial void LogUnwritten(Exception failure, string redemptionId, string personId);
}

/// <summary>What became of codes that were put in.</summary>
/// <param name="Added">New ones.</param>
/// <param name="Repeated">How often one stood there again.</param>
/// <param name="Known">That the reward had before.</param>
/// <param name="IsUnreadable">The keys are lost: it cannot be told which are there already.</param>
internal sealed record CodesPut(CodesOutcome Outcome, int Added = 0, int Repeated = 0, int Known = 0, bool IsUnreadable = false);

/// <summary>What who asked for a code is told.</summary>
internal abstract record CodeAnswer;

internal sealed record CodeShown(IReadOnlyList<string> Codes) : CodeAnswer;

internal sealed record CodeShownBefore(Moment At) : CodeAnswer;

/// <summary>The keys are lost. Nobody has seen it.</summary>
internal sealed record CodeUnreadable : CodeAnswer;

internal sealed record CodeRefused(RedemptionOutcome Why) : CodeAnswer;
