using Leaderboard.Kudos;

namespace Leaderboard.Domain.Kudos;

/// <summary>What one collector has given in the month in which they last gave, as kept. What is older is with those who got it alone.</summary>
/// <param name="MonthMicros">The month's first moment.</param>
/// <param name="Given">In the order of giving.</param>
internal sealed record PurseRecord(long MonthMicros, IReadOnlyList<KudosRecord> Given)
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>This one in its month, and an empty one in every other.</summary>
    public PurseRecord In(Moment month) => MonthMicros == month.UnixMicroseconds ? this : new PurseRecord(month.UnixMicroseconds, []);

    public PurseRecord With(KudosRecord one) => this with { Given = [.. Given, one] };
}

/// <summary>One thanks as kept, with who gave it and with who got it.</summary>
internal sealed record KudosRecord(string Id, string From, string To, string Text, long AtMicros)
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public KudosView ToView() => new() { From = new CollectorId(From), To = new CollectorId(To), Text = Text, At = new Moment(AtMicros) };
}
