using System.Globalization;
using System.Text.RegularExpressions;

namespace Leaderboard.Web.Api;

/// <summary>How people and banks write amounts, times and choices into the cells of a file. What could be read in two ways is not read.</summary>
internal sealed partial class CellFormats(InstitutionCalendar calendar)
{
    /// <summary>A longer text is no time and no amount, and must not cost anything.</summary>
    private const int MaxLength = 48;

    private static readonly string[] TimeFormats =
    [
        "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-d H:m", "yyyy-M-d", "yyyy-M-d'T'H:m:s.FFFFFFF", "yyyy-M-d'T'H:m", "yyyyMMddHHmmss", "yyyyMMdd HH:mm:ss", "yyyyMMdd HH:mm", "yyyyMMdd",
    ];

    private static readonly Dictionary<string, string> Choices = new(
        new[] { EntryParsers.Kinds.Keys, EntryParsers.Channels.Keys, EntryParsers.Reasons.Keys, TargetRequests.Periods.Keys, AbsenceRequests.Kinds.Keys, AccountFlagNames.Known.Keys }.SelectMany(k => k).Distinct(StringComparer.Ordinal).ToDictionary(k => k, k => k, StringComparer.Ordinal),
        StringComparer.OrdinalIgnoreCase)
    {
        ["现金"] = "cash", ["现金清收"] = "cash", ["现金回款"] = "cash", ["以物抵债"] = "assetInLieu", ["抵债"] = "assetInLieu", ["重组"] = "restructured", ["债务重组"] = "restructured",
        ["债权转让"] = "debtSale", ["转让"] = "debtSale", ["已核销收回"] = "writtenOffRecovery", ["核销收回"] = "writtenOffRecovery",
        ["转账"] = "transfer", ["银行转账"] = "transfer", ["汇款"] = "transfer", ["银行卡"] = "card", ["刷卡"] = "card", ["支票"] = "cheque", ["check"] = "cheque",
        ["微信"] = "wechat", ["微信支付"] = "wechat", ["支付宝"] = "alipay",
        ["退票"] = "bounced", ["拒付"] = "chargeback", ["退款"] = "refund", ["差错"] = "error", ["错账"] = "error", ["记账错误"] = "error", ["其他"] = "other", ["其它"] = "other",
        ["弱势"] = "vulnerable", ["弱势群体"] = "vulnerable", ["困难"] = "hardship", ["困难户"] = "hardship", ["争议"] = "disputed", ["有争议"] = "disputed",
        ["身故"] = "deceased", ["死亡"] = "deceased", ["破产"] = "bankrupt", ["停止联络"] = "ceaseContact", ["停催"] = "ceaseContact", ["无"] = "none",
        ["周"] = "week", ["每周"] = "week", ["月"] = "month", ["月度"] = "month", ["每月"] = "month", ["季"] = "quarter", ["季度"] = "quarter", ["每季"] = "quarter",
        ["请假"] = "leave", ["休假"] = "leave", ["年假"] = "leave", ["事假"] = "leave", ["调休"] = "leave", ["产假"] = "leave", ["病假"] = "sick", ["培训"] = "training", ["学习"] = "training",
    };

    private static readonly Dictionary<string, bool> Flags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["true"] = true, ["yes"] = true, ["y"] = true, ["1"] = true, ["是"] = true, ["有"] = true, ["在职"] = true,
        ["false"] = false, ["no"] = false, ["n"] = false, ["0"] = false, ["否"] = false, ["无"] = false, ["离职"] = false,
    };

    /// <summary>What is not known is answered as it is, so that whoever refuses it can name it.</summary>
    public static string Choice(string cell) => Choices.GetValueOrDefault(cell, cell);

    public static bool? Flag(string cell) => Flags.TryGetValue(cell, out var flag) ? flag : null;

    public static int? Count(string cell) => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>
    /// A plain decimal of <c>1,285.00</c>, <c>¥ 1285</c>, <c>1285元</c>; null for <c>1,28</c>, whose comma may stand before
    /// decimals or before thousands.
    /// </summary>
    public static string? Amount(string cell)
    {
        if (cell.Length > MaxLength)
            return null;
        var text = cell.AsSpan();
        if (text.IndexOfAny('，', '．') >= 0 || text.ContainsAnyInRange('０', '９'))
            text = cell.Normalize(System.Text.NormalizationForm.FormKC);
        text = text.Trim();
        foreach (var sign in (ReadOnlySpan<string>)["¥", "￥", "CNY", "RMB", "$", "€", "£"])
        {
            if (text.StartsWith(sign, StringComparison.OrdinalIgnoreCase))
                text = text[sign.Length..].TrimStart();
        }

        if (text.EndsWith("元", StringComparison.Ordinal))
            text = text[..^1].TrimEnd();
        if (!text.Contains(','))
            return text.ToString();
        return Grouped().IsMatch(text) ? text.ToString().Replace(",", "", StringComparison.Ordinal) : null;
    }

    /// <summary>With an offset, or a local time or date of the institution.</summary>
    public Moment? Time(string cell)
    {
        if (cell.Length > MaxLength)
            return null;
        if (Rfc3339.TryParse(cell, out var exact))
            return exact;
        return Local(cell) is { } local ? calendar.OfLocal(local) : null;
    }

    /// <summary>A date, and no time of the day beside it but midnight, which is how a workbook keeps a date.</summary>
    public DateOnly? Day(string cell) =>
        cell.Length <= MaxLength && Local(cell) is { } local && local.TimeOfDay == TimeSpan.Zero && calendar.OfLocal(local) is not null ? DateOnly.FromDateTime(local) : null;

    private static DateTime? Local(string cell)
    {
        var text = cell;
        if (text.AsSpan().ContainsAny("/.年"))
            text = Separators().Replace(text, "${y}-${m}-${d}").TrimEnd();
        return DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local : null;
    }

    [GeneratedRegex(@"^-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^(?<y>[0-9]{4})\s*[/.年-]\s*(?<m>[0-9]{1,2})\s*[/.月-]\s*(?<d>[0-9]{1,2})(\s*日)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separators();
}
