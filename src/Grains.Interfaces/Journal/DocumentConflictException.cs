namespace Leaderboard.Journal;

/// <summary>Another activation has written the document meanwhile: nothing was written, and the same call may be sent again to who reads it anew.</summary>
[GenerateSerializer, Alias("lb.DocumentConflict")]
public sealed class DocumentConflictException : OutageException
{
    public DocumentConflictException(string message)
        : base(message)
    {
    }

    public DocumentConflictException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Names the document.</summary>
    /// <param name="kind">Of the document.</param>
    /// <param name="id">Of the document.</param>
    public static DocumentConflictException Of(string kind, string id) => new($"The {kind} document {id} has another version.");
}
