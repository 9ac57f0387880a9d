namespace Leaderboard.Journal;

/// <summary>It cannot be done now. Nothing of the call is half done; the same call may be sent again.</summary>
[GenerateSerializer, Alias("lb.Outage")]
public abstract class OutageException : Exception
{
    protected OutageException(string message)
        : base(message)
    {
    }

    protected OutageException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
