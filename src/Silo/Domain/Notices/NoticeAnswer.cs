namespace Leaderboard.Domain.Notices;

/// <summary>What a channel made of a notice.</summary>
internal sealed record NoticeAnswer
{
    private NoticeAnswer()
    {
    }

    /// <summary>There is nothing left to do.</summary>
    public static NoticeAnswer Taken { get; } = new();

    /// <summary>Why it was not taken: no secret, nor anything the other side has written. Null: it was, or has to wait.</summary>
    public string? Error { get; private init; }

    /// <summary>The channel takes it then, and has not tried; null: it has.</summary>
    public Moment? NotBefore { get; private init; }

    public static NoticeAnswer Failed(string error) => new() { Error = error };

    /// <param name="notBefore">Later than now.</param>
    public static NoticeAnswer Later(Moment notBefore) => new() { NotBefore = notBefore };
}
