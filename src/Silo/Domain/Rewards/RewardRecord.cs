using System.Text.Json.Serialization;
using Leaderboard.Rewards;

namespace Leaderboard.Domain.Rewards;

/// <summary>
/// A reward as kept. Methods answer what became of it, the next value, which is this one unless something changed, and the next of the draw, null when it
/// stays. What was released never comes back, also when there was nothing to release: a call that was late finds the mark.
/// </summary>
internal sealed record RewardRecord
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Id { get; init; }

    /// <summary>With the stock as it is now.</summary>
    public required RewardTerms Terms { get; init; }

    /// <summary>Set aside, 0 or more; above the stock when the shelf held less than was thought.</summary>
    public int Reserved { get; init; }

    public required string By { get; init; }

    /// <summary>The hash of its picture; null: it has none.</summary>
    public string? Picture { get; init; }

    /// <summary>Of the picture's document, which is there from the first picture on.</summary>
    public long PictureVersion { get; init; }

    /// <summary>Null until somebody puts codes in.</summary>
    public CodePool? Codes { get; init; }

    /// <summary>Whether each is a code of its own. Then the stock is how many codes are left, and stays so for good.</summary>
    [JsonIgnore]
    public bool IsByCode => Codes is { Added: > 0 };

    /// <param name="terms">As they are to be.</param>
    /// <param name="by">Who changes them.</param>
    /// <param name="keepsStock">Whether the stock stays, whatever the terms say; that of codes always does.</param>
    public RewardRecord Changed(RewardTerms terms, string by, bool keepsStock)
    {
        var next = keepsStock || IsByCode ? terms with { Stock = Terms.Stock } : terms;
        return next == Terms ? this : this with { Terms = next, By = by };
    }

    /// <param name="hash">Null: none any more.</param>
    /// <param name="by">Who does.</param>
    public RewardRecord Pictured(string? hash, string by) =>
        string.Equals(Picture, hash, StringComparison.Ordinal) ? this : this with { Picture = hash, PictureVersion = PictureVersion + 1, By = by };

    /// <summary>Codes come in, with the numbers that follow. What was asked for as something else has to be through before the first.</summary>
    /// <param name="count">New ones, 0 or more.</param>
    /// <param name="back">Numbers of those that were taken out, and come again.</param>
    public (CodesOutcome Outcome, RewardRecord Next) Adding(int count, IReadOnlyList<int> back) => this switch
    {
        { Terms.Kind: not (RewardKind.Goods or RewardKind.Service) } => (CodesOutcome.WrongKind, this),
        { Codes: null } => (CodesOutcome.NoKey, this),
        { IsByCode: false, Reserved: > 0 } => (CodesOutcome.OpenRequests, this),
        _ when count + back.Count == 0 => (CodesOutcome.Done, this),
        _ => (CodesOutcome.Done, With((count == 0 ? Codes : Codes.Adding(count)).PuttingBack(back))),
    };

    /// <summary>Codes that nobody was given go out; as many stay as are set aside.</summary>
    public (RewardRecord Next, int Count) TakingOutCodes()
    {
        if (Codes is null)
            return (this, 0);
        var (next, count) = Codes.TakingOut(Math.Min(Reserved, Codes.Left));
        return (count == 0 ? this : With(next), count);
    }

    public (StockOutcome Outcome, RewardRecord Next, StockDraw? Draw) Reserving(StockDraw? draw, int quantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        if (draw is not null)
            return (draw is { State: StockDrawState.Reserved } && draw.Quantity == quantity ? StockOutcome.Done : StockOutcome.Conflict, this, null);
        if (!Terms.IsActive)
            return (StockOutcome.Inactive, this, null);
        return quantity > ToView().Available
            ? (StockOutcome.OutOfStock, this, null)
            : (StockOutcome.Done, this with { Reserved = checked(Reserved + quantity) }, new StockDraw { Quantity = quantity, State = StockDrawState.Reserved });
    }

    public (StockOutcome Outcome, RewardRecord Next, StockDraw? Draw) Taking(StockDraw? draw) => draw switch
    {
        { State: StockDrawState.Reserved } when IsByCode => Giving(Codes!, draw),
        { State: StockDrawState.Reserved } => (
            StockOutcome.Done,
            this with { Reserved = Reserved - draw.Quantity, Terms = Terms with { Stock = Terms.Stock is { } stock ? Math.Max(0, stock - draw.Quantity) : null } },
            draw with { State = StockDrawState.Taken }),
        { State: StockDrawState.Taken } => (StockOutcome.Done, this, null),
        _ => (StockOutcome.Conflict, this, null),
    };

    public (StockOutcome Outcome, RewardRecord Next, StockDraw? Draw) Releasing(StockDraw? draw) => draw switch
    {
        null => (StockOutcome.Done, this, new StockDraw { Quantity = 0, State = StockDrawState.Released }),
        { State: StockDrawState.Reserved } => (StockOutcome.Done, this with { Reserved = Reserved - draw.Quantity }, draw with { State = StockDrawState.Released }),
        { State: StockDrawState.Released } => (StockOutcome.Done, this, null),
        _ => (StockOutcome.Conflict, this, null),
    };

    public (StockOutcome Outcome, RewardRecord Next, StockDraw? Draw) Returning(StockDraw? draw, bool toShelf) => draw switch
    {
        { State: StockDrawState.Taken } when IsByCode => (
            StockOutcome.Done,
            toShelf ? With(Codes!.TakingBack(draw.Codes)) : this,
            draw with { State = StockDrawState.Returned }),
        { State: StockDrawState.Taken } => (
            StockOutcome.Done,
            toShelf ? this with { Terms = Terms with { Stock = Terms.Stock is { } stock ? checked(stock + draw.Quantity) : null } } : this,
            draw with { State = StockDrawState.Returned }),
        { State: StockDrawState.Returned } => (StockOutcome.Done, this, null),
        _ => (StockOutcome.Conflict, this, null),
    };

    public RewardView ToView() => new() { Id = Id, Terms = Terms, Reserved = Reserved, Picture = Picture, CodesGiven = IsByCode ? Codes!.Given : null };

    private (StockOutcome Outcome, RewardRecord Next, StockDraw? Draw) Giving(CodePool codes, StockDraw draw)
    {
        if (draw.Quantity > codes.Left)
            return (StockOutcome.OutOfStock, this, null);
        var (next, numbers) = codes.Giving(draw.Quantity);
        return (StockOutcome.Done, With(next) with { Reserved = Reserved - draw.Quantity }, draw with { State = StockDrawState.Taken, Codes = numbers });
    }

    private RewardRecord With(CodePool codes) => this with { Codes = codes, Terms = Terms with { Stock = codes.Left } };
}

/// <summary>The picture of a reward as kept.</summary>
/// <param name="Hash">Null: it was taken away.</param>
/// <param name="Bytes">Empty then.</param>
internal sealed record StoredPicture(string? Hash, byte[] Bytes);

/// <summary>What one redemption has of a reward's stock, as kept.</summary>
internal sealed record StockDraw
{
    public required int Quantity { get; init; }

    public required StockDrawState State { get; init; }

    /// <summary>Numbers of the codes that are its own; none until they are given, and where there are none.</summary>
    public IReadOnlyList<int> Codes { get; init; } = [];
}

/// <summary>The numbers are stored and never reused.</summary>
internal enum StockDrawState
{
    Reserved = 1,
    Taken = 2,
    Released = 3,

    /// <summary>It came back, to the shelf or not.</summary>
    Returned = 4,
}
