using Leaderboard.Budgets;

namespace Leaderboard.Domain.Budgets;

/// <summary>An envelope as kept. Methods answer what became of it and the next value, which is this one unless something changed.</summary>
internal sealed record BudgetRecord
{
    public const int CurrentSchema = 1;

    /// <summary>More contests than a year has.</summary>
    public const int MostDraws = 5_000;

    public int Schema { get; init; } = CurrentSchema;

    public required string Id { get; init; }

    public required BudgetTerms Terms { get; init; }

    public required string By { get; init; }

    /// <summary>In the order in which they were reserved.</summary>
    public IReadOnlyList<DrawEntry> Draws { get; init; } = [];

    public long Reserved => Draws.Where(d => d.State == BudgetDrawState.Reserved).Sum(d => d.Asked);

    public long Spent => Draws.Sum(d => d.Spent);

    private long Left => Terms.Amount - Reserved - Spent;

    /// <summary>It may grow and shrink, but not below what is drawn; what was drawn was for this unit, period and team.</summary>
    public (BudgetOutcome Outcome, BudgetRecord Next) Changed(BudgetTerms terms, string by)
    {
        if (terms == Terms)
            return (BudgetOutcome.Done, this);
        if (Draws.Count > 0 && (terms.Unit, terms.From, terms.To, terms.Team) != (Terms.Unit, Terms.From, Terms.To, Terms.Team))
            return (BudgetOutcome.InUse, this);
        return terms.Amount < Reserved + Spent ? (BudgetOutcome.BelowUsed, this) : (BudgetOutcome.Done, this with { Terms = terms, By = by });
    }

    public (BudgetOutcome Outcome, BudgetRecord Next) Reserving(string drawId, long value, Moment now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        if (Of(drawId) is { } known)
            return (known.State == BudgetDrawState.Reserved && known.Asked == value ? BudgetOutcome.Done : BudgetOutcome.Conflict, this);
        if (value > Left || Draws.Count >= MostDraws)
            return (BudgetOutcome.Exhausted, this);
        var draw = new DrawEntry { Id = drawId, State = BudgetDrawState.Reserved, Asked = value, AtMicros = now.UnixMicroseconds };
        return (BudgetOutcome.Done, this with { Draws = [.. Draws, draw] });
    }

    public (BudgetOutcome Outcome, BudgetRecord Next) Committing(string drawId, long value, Moment now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return Of(drawId) switch
        {
            { State: BudgetDrawState.Reserved } draw when value <= draw.Asked => (BudgetOutcome.Done, With(draw with { State = BudgetDrawState.Spent, Spent = value, AtMicros = now.UnixMicroseconds })),
            { State: BudgetDrawState.Spent } draw when value == draw.Spent => (BudgetOutcome.Done, this),
            _ => (BudgetOutcome.Conflict, this),
        };
    }

    public (BudgetOutcome Outcome, BudgetRecord Next) Releasing(string drawId, Moment now) => Of(drawId) switch
    {
        { State: BudgetDrawState.Reserved } draw => (BudgetOutcome.Done, With(draw with { State = BudgetDrawState.Released, AtMicros = now.UnixMicroseconds })),
        { State: BudgetDrawState.Spent } => (BudgetOutcome.Conflict, this),
        _ => (BudgetOutcome.Done, this),
    };

    public BudgetView ToView() => new()
    {
        Id = Id,
        Terms = Terms,
        Reserved = Reserved,
        Spent = Spent,
        Draws = [.. Draws.Reverse().Select(d => new BudgetDraw { Id = d.Id, State = d.State, Asked = d.Asked, Spent = d.Spent, At = new Moment(d.AtMicros) })],
    };

    private DrawEntry? Of(string drawId) => Draws.FirstOrDefault(d => string.Equals(d.Id, drawId, StringComparison.Ordinal));

    private BudgetRecord With(DrawEntry changed) =>
        this with { Draws = [.. Draws.Select(d => string.Equals(d.Id, changed.Id, StringComparison.Ordinal) ? changed : d)] };
}

/// <summary>What one caller has drawn, as kept.</summary>
internal sealed record DrawEntry
{
    public required string Id { get; init; }

    public required BudgetDrawState State { get; init; }

    public required long Asked { get; init; }

    public long Spent { get; init; }

    public required long AtMicros { get; init; }
}
