using System.Text;
using Leaderboard.Imports;

namespace Leaderboard.Web.Imports;

/// <param name="Name">As in JSON.</param>
/// <param name="IsRequired">Whether a file must have a column for it.</param>
/// <param name="Aliases">What the columns of banks' files are called.</param>
internal sealed record ImportField(string Name, bool IsRequired, params string[] Aliases);

/// <summary>The fields that rows of each kind have, and which columns are guessed to hold them.</summary>
internal static class ImportFields
{
    /// <summary>Code of the refusal that naming a column mends.</summary>
    public const string MissingColumn = "missingColumn";

    private static readonly ImportField Collector = new("collectorId", false, "清收员编号", "清收员", "清收员工号", "催收员编号", "催收员", "工号", "员工编号", "collector");
    private static readonly ImportField Account = new("accountId", false, "账户编号", "账号", "账户", "贷款账号", "借据号", "借据编号", "合同号", "account", "loanid");
    private static readonly ImportField Currency = new("currency", false, "币种");

    private static readonly Dictionary<ImportKind, ImportField[]> Known = new()
    {
        [ImportKind.Recoveries] =
        [
            new("id", true, "流水号", "编号", "回款编号", "回款流水号", "交易流水号", "交易编号", "凭证号", "recoveryid", "receiptid"),
            Collector,
            Account,
            new("amount", true, "金额", "回款金额", "还款金额", "清收金额", "实收金额", "到账金额", "入账金额", "交易金额", "收款金额"),
            new("receivedAt", true, "到账时间", "到账日期", "回款时间", "回款日期", "还款时间", "还款日期", "交易时间", "交易日期", "入账时间", "入账日期", "date", "time"),
            new("kind", false, "清收方式", "回款类型", "类型", "清收类型"),
            new("channel", false, "渠道", "还款渠道", "支付渠道", "回款渠道", "支付方式"),
            Currency,
        ],
        [ImportKind.Reversals] =
        [
            new("id", true, "冲正编号", "冲正流水号", "编号", "流水号", "reversalid"),
            new("recoveryId", true, "原流水号", "回款编号", "原回款编号", "回款流水号", "原交易流水号"),
            new("amount", false, "金额", "冲正金额", "退回金额"),
            new("reason", true, "原因", "冲正原因"),
            new("note", false, "备注", "说明"),
            new("reversedAt", false, "冲正时间", "冲正日期", "date"),
            Currency,
        ],
        [ImportKind.Accounts] =
        [
            new("id", true, "账户编号", "账号", "账户", "贷款账号", "借据号", "借据编号", "合同号", "accountid", "loanid"),
            Collector,
            new("product", false, "产品", "产品名称", "贷款品种", "业务品种"),
            new("principal", false, "本金", "本金余额", "贷款余额", "逾期本金"),
            new("onBalanceInterest", false, "表内利息", "表内应收未收利息", "表内欠息"),
            new("offBalanceInterest", false, "表外利息", "表外欠息", "表外应收利息"),
            new("daysPastDue", false, "逾期天数", "dpd"),
            new("secured", false, "是否有担保", "有无抵押", "是否抵押", "担保"),
            new("placedAt", false, "委案日期", "委案时间", "移交日期", "分配日期"),
            new("asOf", false, "数据日期", "截止日期", "余额日期", "统计日期"),
            new("flags", false, "标记", "账户标记", "特殊标记", "免催标记"),
            new("borrower", false),
            new("contract", false),
            Currency,
        ],
        [ImportKind.Roster] =
        [
            new("id", true, "清收员编号", "工号", "员工编号", "编号", "催收员编号", "collectorid"),
            new("name", false, "姓名", "清收员", "清收员姓名", "员工姓名"),
            new("alias", false, "花名", "昵称", "代号"),
            new("teamId", false, "团队编号", "小组编号", "组别编号", "team"),
            new("teamName", false, "团队", "小组", "团队名称", "小组名称", "组别"),
            new("region", false, "大区", "区域", "地区"),
            new("branch", false, "分行", "支行", "分支机构", "机构"),
            new("teamFrom", false, "入组日期", "调入日期", "生效日期"),
            new("active", false, "在职", "状态", "是否在职"),
        ],
        [ImportKind.Targets] =
        [
            new("teamId", false, "团队编号", "小组编号", "组别编号", "team"),
            Collector,
            new("window", true, "周期", "月份", "期间", "考核月", "考核月份", "目标月份", "统计期", "month", "date"),
            new("period", false, "周期类型", "期间类型", "目标类型"),
            new("target", true, "目标", "目标金额", "回款目标", "清收目标", "任务", "任务金额", "清收任务", "amount"),
            Currency,
        ],
        [ImportKind.Absences] =
        [
            new("id", false, "编号", "请假单号", "单号", "缺勤编号", "absenceid"),
            Collector with { IsRequired = true },
            new("from", true, "开始日期", "起始日期", "请假开始", "开始", "start", "startdate", "fromdate"),
            new("to", true, "结束日期", "截止日期", "请假结束", "结束", "end", "enddate", "todate"),
            new("kind", true, "类型", "请假类型", "假别", "缺勤类型", "假期类型", "type"),
        ],
    };

    public static IReadOnlyList<ImportField> Of(ImportKind kind) => Known[kind];

    /// <summary>The same for the fields of a kind.</summary>
    public static ImportColumn[] Guess(ImportKind kind, IReadOnlyList<string> header, IReadOnlyList<ImportColumn> remembered) => Guess(Of(kind), header, remembered);

    /// <summary>For each field the column that holds it: as it was read last time, by its name, or by what such columns are called.</summary>
    /// <param name="fields">That rows have.</param>
    /// <param name="header">Columns of the file.</param>
    /// <param name="remembered">Of the last file of the same source.</param>
    public static ImportColumn[] Guess(IReadOnlyList<ImportField> fields, IReadOnlyList<string> header, IReadOnlyList<ImportColumn> remembered)
    {
        var free = header.Where(c => c.Length > 0).ToList();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var known in remembered.Where(r => free.Contains(r.Column, StringComparer.Ordinal) && fields.Any(f => f.Name == r.Field)))
            Take(known.Field, known.Column);
        foreach (var names in new Func<ImportField, IEnumerable<string>>[] { f => [f.Name], f => f.Aliases })
        {
            foreach (var field in fields.Where(f => !found.ContainsKey(f.Name)))
            {
                if (names(field).Select(n => free.Find(c => Plain(c) == Plain(n))).FirstOrDefault(c => c is not null) is { } column)
                    Take(field.Name, column);
            }
        }

        return [.. fields.Where(f => found.ContainsKey(f.Name)).Select(f => new ImportColumn { Field = f.Name, Column = found[f.Name] })];

        void Take(string field, string column)
        {
            found[field] = column;
            free.Remove(column);
        }
    }

    /// <summary>What keeps a file from being read so; null when nothing does.</summary>
    public static SheetRefusal? Refusal(ImportKind kind, IReadOnlyList<string> header, IReadOnlyList<ImportColumn> columns) => Refusal(Of(kind), header, columns);

    /// <summary>The same for any fields.</summary>
    public static SheetRefusal? Refusal(IReadOnlyList<ImportField> fields, IReadOnlyList<string> header, IReadOnlyList<ImportColumn> columns)
    {
        if (header.Count == 0)
            return new SheetRefusal("emptyFile", null, "The file has no header row.");
        if (header.Where(c => c.Length > 0).GroupBy(Plain, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return new SheetRefusal("duplicateColumn", twice.First(), $"Two columns are called {twice.First()}. Rename one of them and send the file again.");
        if (columns.FirstOrDefault(c => fields.All(f => f.Name != c.Field)) is { } unknown)
            return new SheetRefusal("unknownField", unknown.Field, $"There is no field {unknown.Field}; there are {string.Join(", ", fields.Select(f => f.Name))}.");
        if (columns.FirstOrDefault(c => !header.Contains(c.Column, StringComparer.Ordinal)) is { } missing)
            return new SheetRefusal("unknownColumn", missing.Column, $"The file has no column {missing.Column}; it has {string.Join(", ", header)}.");
        return fields.FirstOrDefault(f => f.IsRequired && columns.All(c => c.Field != f.Name)) is { } required
            ? new SheetRefusal(MissingColumn, required.Name, $"No column holds {required.Name}. The file has {string.Join(", ", header)}.")
            : null;
    }

    /// <summary>Without what people write differently: case, blanks, underscores, units in brackets.</summary>
    private static string Plain(string column)
    {
        var text = column.Normalize(NormalizationForm.FormKC);
        if (text.IndexOf('(', StringComparison.Ordinal) is var bracket and > 0)
            text = text[..bracket];
        return string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }
}

/// <summary>Why a file as a whole is not taken.</summary>
/// <param name="Subject">The column or field that is at fault; null for none.</param>
internal sealed record SheetRefusal(string Code, string? Subject, string Message)
{
    /// <summary>Of the row that is at fault; null when it is the file.</summary>
    public long? Line { get; init; }
}
