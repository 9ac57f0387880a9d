namespace Leaderboard;

/// <summary>What is fixed for an institution when its database is created.</summary>
public sealed record InstitutionSettings
{
    /// <summary>IANA id.</summary>
    public required string TimeZone { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Decimals of the currency: the precision of every amount.</summary>
    public required int CurrencyDecimals { get; init; }
}
