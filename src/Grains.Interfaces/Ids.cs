namespace Leaderboard;

/// <summary>Id of a collector: 1–64 characters of <c>A-Z a-z 0-9 . _ : -</c>, case-sensitive, compared ordinally.</summary>
[GenerateSerializer, Immutable, Alias("lb.CollectorId")]
public readonly record struct CollectorId
{
    public CollectorId(string value) => Value = value;

    [Id(0)] public string Value { get; init; }

    /// <summary>Credited when a receipt names an account that nobody holds; waits in the queue of team leads.</summary>
    public static CollectorId Unassigned { get; } = new("unassigned");

    public override string ToString() => Value;
}

/// <summary>Id of a team; same alphabet as <see cref="CollectorId"/>. <see cref="None"/> stands for "no team".</summary>
[GenerateSerializer, Immutable, Alias("lb.TeamId")]
public readonly record struct TeamId
{
    public TeamId(string value) => Value = value;

    [Id(0)] public string Value { get; init; }

    public static TeamId None { get; } = new("");

    public override string ToString() => Value;
}

/// <summary>Id of an account; same alphabet as <see cref="CollectorId"/>.</summary>
[GenerateSerializer, Immutable, Alias("lb.AccountId")]
public readonly record struct AccountId
{
    public AccountId(string value) => Value = value;

    [Id(0)] public string Value { get; init; }

    public override string ToString() => Value;
}

/// <summary>Id of a journal entry, unique over the whole journal: the sender's id behind the prefix of its kind.</summary>
[GenerateSerializer, Immutable, Alias("lb.EntryId")]
public readonly record struct EntryId
{
    public EntryId(string value) => Value = value;

    [Id(0)] public string Value { get; init; }

    public static EntryId Recovery(string recoveryId) => new("rec:" + recoveryId);

    /// <summary>A prize: contest, line of its prizes, and who is paid.</summary>
    public static EntryId Payout(string payoutKey) => new("pay:" + payoutKey);

    /// <summary>What a scheme's limits take from a collector's day: the day, and a number that grows.</summary>
    public static EntryId Cap(CollectorId collector, DateOnly day, int number) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"cap:{collector}/{day:yyyy-MM-dd}/{number}"));

    /// <summary>A streak or a badge, or what is taken back of it: whose, its key, and a number that grows.</summary>
    public static EntryId Merit(CollectorId collector, string key, int number) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"mer:{collector}/{key}/{number}"));

    /// <summary>What has expired: the last day on which it could be spent, and a number that grows.</summary>
    public static EntryId Expiry(CollectorId collector, DateOnly day, int number) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"exp:{collector}/{day:yyyy-MM-dd}/{number}"));

    /// <summary>Points kept for a redemption, under the id of the hold.</summary>
    public static EntryId Hold(string holdId) => new("hold:" + holdId);

    /// <summary>The same, free again.</summary>
    public static EntryId Release(string holdId) => new("free:" + holdId);

    /// <summary>The same, spent.</summary>
    public static EntryId Capture(string holdId) => new("take:" + holdId);

    /// <summary>The same, given back after it was spent.</summary>
    public static EntryId Return(string holdId) => new("back:" + holdId);

    /// <summary>The id as its sender knows it.</summary>
    public string SenderId => Value[(Value.IndexOf(':', StringComparison.Ordinal) + 1)..];

    public static EntryId Reversal(string reversalId) => new("rev:" + reversalId);

    public override string ToString() => Value;
}
