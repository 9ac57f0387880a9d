namespace Leaderboard.Journal;

/// <summary>
/// The journal cannot take or show entries now (database away, full, locked, or too much waiting). Nothing of the call is
/// half done; the same call may be sent again.
/// </summary>
[GenerateSerializer, Alias("lb.JournalUnavailable")]
public sealed class JournalUnavailableException : OutageException
{
    public JournalUnavailableException(string message)
        : base(message)
    {
    }

    public JournalUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
