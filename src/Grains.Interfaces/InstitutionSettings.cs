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

    /// <summary>Minor units in one major unit.</summary>
    public long MinorPerMajor => CurrencyDecimals switch { 0 => 1, 3 => 1000, _ => 100 };

    /// <summary>Throws <see cref="ArgumentException"/> for a zone or currency that does not exist.</summary>
    public static InstitutionSettings Of(string timeZone, string currency) => new()
    {
        TimeZone = NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) is { } zone
            ? zone.Id
            : throw new ArgumentException($"'{timeZone}' is not an IANA time zone.", nameof(timeZone)),
        Currency = currency,
        CurrencyDecimals = Currencies.DecimalsOf(currency)
            ?? throw new ArgumentException($"'{currency}' is not an ISO 4217 currency.", nameof(currency)),
    };
}
