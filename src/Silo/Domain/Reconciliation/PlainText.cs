namespace Leaderboard.Domain.Reconciliation;

/// <summary>Free text in a text that is read line by line.</summary>
internal static class PlainText
{
    /// <summary>Without line breaks and other control signs, and without blanks around it.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
