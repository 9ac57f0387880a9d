using Leaderboard.Web.Rewards;

namespace Leaderboard.Web.Pages.Redemptions;

/// <summary>A request as whoever decides reads it.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Team">Null for none.</param>
/// <param name="What">The reward, and how many.</param>
/// <param name="Look">What the reward looks like.</param>
/// <param name="Price">Points of all together.</param>
/// <param name="Worth">What all together cost; null for nothing.</param>
/// <param name="Waits">Since when.</param>
/// <param name="Facts">What speaks for and against it: a word's key, the figure, and whether it warns.</param>
/// <param name="Flags">Keys of words of warning.</param>
/// <param name="MayDecide">Whether this visitor may.</param>
/// <param name="MayApprove">Whether it can be approved now, by this visitor.</param>
internal sealed record ApprovalRow(
    string Id, string Name, string? Team, string What, RewardLook Look, string Price, string? Worth, string Waits, IReadOnlyList<Fact> Facts, IReadOnlyList<string> Flags, bool MayDecide, bool MayApprove);

/// <param name="Word">Key of what it is.</param>
/// <param name="Figure">As people read it.</param>
/// <param name="Warns">Whether it speaks against it.</param>
internal sealed record Fact(string Word, string Figure, bool Warns = false);

/// <summary>What was approved and waits to be handed over, or was handed over.</summary>
/// <param name="Since">When it was.</param>
/// <param name="Until">When it expires; null where nothing runs out.</param>
internal sealed record HandoverRow(string Id, string Name, string What, RewardLook Look, string Since, string? Until, bool MayDecide);

/// <summary>What became of decisions, as a script is told.</summary>
/// <param name="Said">In words.</param>
/// <param name="Failed">Whether one at least could not be done.</param>
/// <param name="Undo">What can be taken back.</param>
internal sealed record DecisionsAnswer(string Said, bool Failed, IReadOnlyList<string> Undo);
