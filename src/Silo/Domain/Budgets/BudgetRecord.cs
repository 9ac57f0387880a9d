using System.Text.Json.Serialization;
using Leaderboard.Budgets;

namespace Leaderboard.Domain.Budgets;

/// <summary>
/// An envelope as kept. Methods answer what became of it and the next value, which is this one unless something changed; those about a draw also the next of
/// that, null when it stays. What was released never comes back, also when there was nothing to release: a call that was late finds the mark.
/// </summary>
internal sealed record BudgetRecord
{
    public const int CurrentSchema = 2;

    public int Schema { get; init; } = CurrentSchema;

    public required string Id { get; init; }

    public required BudgetTerms Terms { get; init; }

    public required string By { get; init; }

    /// <summary>In the unit.</summary>
    public long Reserved { get; init; }

    /// <summary>In the unit.</summary>
    public long Spent { get; init; }

    /// <summary>That were reserved, whatever became of them.</summary>
    public int DrawCount { get; init; }

    [JsonIgnore]
    public long Left => Terms.Amount - Reserved - Spent;

    /// <summary>It may grow and shrink, but not below what is drawn; what was drawn was for this unit, period and team.</summary>
    public (BudgetOutcome Outcome, BudgetRecord Next) Changed(BudgetTerms terms, string by)
    {
        if (terms == Terms)
            return (BudgetOutcome.Done, this);
        if (DrawCount > 0 && (terms.Unit, terms.From, terms.To, terms.Team) != (Terms.Unit, Terms.From, Terms.To, Terms.Team))
            return (BudgetOutcome.InUse, this);
        return terms.Amount < Reserved + Spent ? (BudgetOutcome.BelowUsed, this) : (BudgetOutcome.Done, this with { Terms = terms, By = by });
    }

    public (BudgetOutcome Outcome, BudgetRecord Next, DrawEntry? Draw) Reserving(string drawId, DrawEntry? draw, long value, Moment now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        if (draw is not null)
            return (draw.State == BudgetDrawState.Reserved && draw.Asked == value ? BudgetOutcome.Done : BudgetOutcome.Conflict, this, null);
        if (value > Left)
            return (BudgetOutcome.Exhausted, this, null);
        return (BudgetOutcome.Done, this with { Reserved = Reserved + value, DrawCount = DrawCount + 1 }, Draw(drawId, BudgetDrawState.Reserved, value, now));
    }

    public (BudgetOutcome Outcome, BudgetRecord Next, DrawEntry? Draw) Committing(DrawEntry? draw, long value, Moment now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return draw switch
        {
            { State: BudgetDrawState.Reserved } when value <= draw.Asked => (
                BudgetOutcome.Done,
                this with { Reserved = Reserved - draw.Asked, Spent = Spent + value },
                draw with { State = BudgetDrawState.Spent, Spent = value, AtMicros = now.UnixMicroseconds }),
            { State: BudgetDrawState.Spent } when value == draw.Spent => (BudgetOutcome.Done, this, null),
            _ => (BudgetOutcome.Conflict, this, null),
        };
    }

    public (BudgetOutcome Outcome, BudgetRecord Next, DrawEntry? Draw) Releasing(string drawId, DrawEntry? draw, Moment now) => draw switch
    {
        null => (BudgetOutcome.Done, this, Draw(drawId, BudgetDrawState.Released, 0, now)),
        { State: BudgetDrawState.Reserved } => (BudgetOutcome.Done, this with { Reserved = Reserved - draw.Asked }, draw with { State = BudgetDrawState.Released, AtMicros = now.UnixMicroseconds }),
        { State: BudgetDrawState.Released } => (BudgetOutcome.Done, this, null),
        _ => (BudgetOutcome.Conflict, this, null),
    };

    public (BudgetOutcome Outcome, BudgetRecord Next, DrawEntry? Draw) Returning(DrawEntry? draw, Moment now) => draw switch
    {
        { State: BudgetDrawState.Spent } => (BudgetOutcome.Done, this with { Spent = Spent - draw.Spent }, draw with { State = BudgetDrawState.Returned, Spent = 0, AtMicros = now.UnixMicroseconds }),
        { State: BudgetDrawState.Returned } => (BudgetOutcome.Done, this, null),
        _ => (BudgetOutcome.Conflict, this, null),
    };

    /// <param name="draws">The newest first.</param>
    public BudgetView ToView(IEnumerable<DrawEntry> draws) => new()
    {
        Id = Id,
        Terms = Terms,
        Reserved = Reserved,
        Spent = Spent,
        DrawCount = DrawCount,
        Draws = [.. draws.Select(d => new BudgetDraw { Id = d.Id, State = d.State, Asked = d.Asked, Spent = d.Spent, At = new Moment(d.AtMicros) })],
    };

    private DrawEntry Draw(string drawId, BudgetDrawState state, long asked, Moment now) =>
        new() { Budget = Id, Id = drawId, State = state, Asked = asked, AtMicros = now.UnixMicroseconds };
}

/// <summary>What one caller has drawn, as kept.</summary>
internal sealed record DrawEntry
{
    /// <summary>On which envelope.</summary>
    public required string Budget { get; init; }

    public required string Id { get; init; }

    public required BudgetDrawState State { get; init; }

    public required long Asked { get; init; }

    public long Spent { get; init; }

    public required long AtMicros { get; init; }
}
