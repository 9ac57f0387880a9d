using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

/// <summary>Which column of a slice: a measure, and for a ratio what it is divided by.</summary>
/// <param name="Measure">Any that boards have.</param>
/// <param name="Base">Of a rate; for others the default.</param>
/// <param name="IsShrunk">Of an index; for others false.</param>
internal readonly record struct ColumnKind(BoardMeasure Measure, RateBase Base, bool IsShrunk)
{
    /// <summary>Kinds there are: five measures of the journal, four bases, attainment, and two indices.</summary>
    public const int Count = 12;

    private const int Rates = 4;
    private const int Attainment = 9;

    /// <summary>From 0 to <see cref="Count"/> − 1.</summary>
    public int Index => Measure switch
    {
        BoardMeasure.Rate => Rates + (int)Base,
        BoardMeasure.Attainment => Attainment,
        BoardMeasure.Index => Attainment + (IsShrunk ? 1 : 2),
        <= BoardMeasure.PerHead => (int)Measure - 1,
        _ => throw new InvalidOperationException($"No board has {Measure}."),
    };

    /// <summary>Of its bases: shrunk or not, an index expects the same.</summary>
    public ColumnKind Sheet => this with { IsShrunk = false };

    public static ColumnKind Of(BoardSelection selection) => new(
        selection.Measure,
        selection.Measure == BoardMeasure.Rate ? selection.Base ?? RateBase.OpeningAndNew : default,
        selection is { Measure: BoardMeasure.Index, IsShrunk: not false });
}
