using Leaderboard.Statements;
using Leaderboard.Web.Pages.Me;

namespace Leaderboard.Web.Pages.Statements;

/// <summary>A statement, written out for one reader.</summary>
/// <param name="Month">As people name it.</param>
/// <param name="Net">What the month came to: receipts less what went back.</param>
/// <param name="Lead">Points, place and pay in a sentence.</param>
/// <param name="State">What is so, and what may come.</param>
/// <param name="Steps">From receipts to the pay line.</param>
/// <param name="OnBoard">Why the board's amount is another; null where it is the same.</param>
/// <param name="Days">With receipts, the earliest first.</param>
/// <param name="OpenDays">Whether their receipts are shown at once.</param>
/// <param name="Reversals">Of the month, the earliest first.</param>
/// <param name="Points">From the balance before to the balance after.</param>
/// <param name="Parts">Of the balance after.</param>
/// <param name="Awards">Streaks, badges, prizes.</param>
/// <param name="Pay">As in the payroll.</param>
/// <param name="Holds">On prizes; null for who may not know.</param>
/// <param name="Late">Entries that came after it was signed.</param>
internal sealed record StatementSheet(
    StatementView View,
    string Month,
    string Net,
    string Lead,
    string State,
    IReadOnlyList<StatementStep> Steps,
    string? OnBoard,
    IReadOnlyList<StatementDay> Days,
    bool OpenDays,
    IReadOnlyList<StatementRow> Reversals,
    IReadOnlyList<StatementRow> Points,
    IReadOnlyList<StatementRow> Parts,
    IReadOnlyList<StatementRow> Awards,
    IReadOnlyList<StatementPayLine> Pay,
    IReadOnlyList<StatementRow>? Holds,
    IReadOnlyList<StatementChange> Since,
    IReadOnlyList<ReceiptLine> Late,
    IReadOnlyList<StatementAppeal> Appeals,
    string? SignedAt)
{
    private const int ShownDigits = 16;

    public bool IsEmpty => View.Figures is { Entries.Length: 0, Pay.Length: 0, Points.Closing: 0, Place.Rank: 0 };

    public bool MayMove => View.State is StatementState.Open or StatementState.Answered;

    public string Digest => View.Digest.ToString();

    /// <summary>Its first digits.</summary>
    public string ShortDigest => Digest[..ShownDigits];
}

/// <param name="Name">Of the step.</param>
/// <param name="Figure">What it came to.</param>
/// <param name="How">How it follows.</param>
internal sealed record StatementStep(string Name, string Figure, string How);

/// <summary>A local day's receipts.</summary>
internal sealed record StatementDay(string Day, string Receipts, string Amount, string Points, IReadOnlyList<ReceiptLine> Lines);

/// <param name="Note">What else there is to say; empty for nothing.</param>
/// <param name="Aside">A second figure; empty for none.</param>
internal sealed record StatementRow(string Name, string Figure, string Note = "", string Aside = "");

internal sealed record StatementPayLine(string What, string Kind, string When, string Value, string Points);

internal sealed record StatementChange(string Figure, string Then, string Now);

/// <param name="Verdict">Null while it waits.</param>
/// <param name="Answered">By whom and when; null while it waits.</param>
internal sealed record StatementAppeal(string When, string Reason, string? Verdict, string? Answer, string? Answered);
