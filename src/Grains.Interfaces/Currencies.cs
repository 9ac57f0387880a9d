namespace Leaderboard;

/// <summary>Active currencies of ISO 4217 by their number of decimals.</summary>
public static class Currencies
{
    private static readonly HashSet<string> None = Codes("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF");

    private static readonly HashSet<string> Three = Codes("BHD IQD JOD KWD LYD OMR TND");

    private static readonly HashSet<string> Two = Codes(
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD
        EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL
        MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR
        SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
        """);

    /// <summary>Null when there is no such currency.</summary>
    public static int? DecimalsOf(string code) => code switch
    {
        _ when Two.Contains(code) => 2,
        _ when None.Contains(code) => 0,
        _ when Three.Contains(code) => 3,
        _ => null,
    };

    private static HashSet<string> Codes(string text) => new(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
