using Leaderboard.Rewards;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Api;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Rewards;

/// <summary>Makes suggestions for the catalogue, votes on them, and answers them.</summary>
internal sealed class SuggestionDesk(IGrainFactory grains, AuditLog audit)
{
    /// <summary>Open ones of one person: an idea is more than a wish.</summary>
    public const int MaxOpen = 3;

    public const int MaxNoteLength = 200;

    /// <summary>What was typed as it is kept; null where it is too long, or has control characters, or is empty.</summary>
    public static string? Clean(string? typed, int most) => typed?.Trim() is { Length: > 0 } text && text.Length <= most && !text.Any(char.IsControl) ? text : null;

    /// <returns>False where they have <see cref="MaxOpen"/> open ones.</returns>
    public async Task<bool> SuggestAsync(CollectorId by, string id, string text)
    {
        if ((await grains.Suggestions().List(by)).Count(s => s.By == by && s.State == SuggestionState.Open && s.Id != id) >= MaxOpen)
            return false;
        return await grains.Suggestion(id).Make(text, by) == SuggestionOutcome.Done;
    }

    public async Task<bool> AnswerAsync(HttpContext http, string id, SuggestionState state, string? note)
    {
        if (await grains.Suggestion(id).Answer(state, note, Caller.By(http.User)) != SuggestionOutcome.Done)
            return false;
        await audit.WriteAsync(http, new AuditEntry(AuditActions.AnswerSuggestion, id, After: new { State = BoardRequests.NameOf(state), note }));
        return true;
    }
}
