using Leaderboard.Journal;
using Leaderboard.Reconciliation;
using Leaderboard.Web.Api;
using Leaderboard.Web.Imports;

namespace Leaderboard.Web.Reconciliation;

/// <summary>Reads the bank's rows of a day: an id and an amount each, and perhaps whether it is a recovery or a reversal.</summary>
internal sealed class BankFile(InstitutionSettings settings, InstitutionCalendar calendar)
{
    /// <summary>100,000 rows with room for columns that are not ours.</summary>
    public const int MaxBytes = 32 << 20;

    /// <summary>One source's day at the largest bank.</summary>
    public const int MaxRows = 100_000;

    private static readonly ImportField[] Fields =
    [
        new("id", true, "流水号", "编号", "回款编号", "回款流水号", "冲正流水号", "交易流水号", "交易编号", "凭证号", "recoveryid", "receiptid", "reference"),
        new("amount", true, "金额", "回款金额", "还款金额", "清收金额", "实收金额", "到账金额", "交易金额", "sum"),
        new("kind", false, "类型", "交易类型", "回款类型", "type"),
    ];

    private static readonly Dictionary<string, EntryKind> Kinds = KindsOf();

    /// <summary>The rows, and whether they tell reversals from recoveries. Throws <see cref="SheetRefusedException"/> at the first that cannot be read.</summary>
    public async Task<(IReadOnlyList<BankRow> Rows, bool TellsReversals)> ReadAsync(Stream file, CancellationToken cancel)
    {
        var bytes = await BufferAsync(file, cancel);
        await using var sheet = await Sheet.OpenAsync(bytes.File, () => bytes.File.Position, bytes.Format, cancel);
        var columns = ImportFields.Guess(Fields, sheet.Header, []);
        if (ImportFields.Refusal(Fields, sheet.Header, columns) is { } refusal)
            throw new SheetRefusedException(refusal);
        var layout = SheetLayout.Of(sheet.Header, columns, new CellFormats(calendar));
        var (rows, seen) = (new List<BankRow>(), new HashSet<(EntryKind, string)>());
        while (await sheet.NextAsync() is { } line)
        {
            var row = Read(new SheetRow(line, layout));
            if (!seen.Add((row.Kind, row.Id)))
                throw Refused(line.Line, "id", "duplicateRow", "The id is in the file twice.");
            if (rows.Count == MaxRows)
                throw Refused(line.Line, null, "tooManyRows", $"At most {MaxRows} rows of one day and source.");
            rows.Add(row);
        }

        return (rows, columns.Any(c => c.Field == "kind"));
    }

    private static async Task<(MemoryStream File, string Format)> BufferAsync(Stream file, CancellationToken cancel)
    {
        var (probe, buffer, bytes) = (new TextProbe(), new byte[1 << 16], new MemoryStream());
        while (await file.ReadAsync(buffer, cancel) is var read and > 0)
        {
            probe.Add(buffer.AsSpan(0, read));
            await bytes.WriteAsync(buffer.AsMemory(0, read), cancel);
            if (bytes.Length > MaxBytes)
                throw new SheetRefusedException(new SheetRefusal("fileTooLarge", null, $"At most {MaxBytes >> 20} MiB in one file."));
        }

        var format = probe.Format();
        if (bytes.Length == 0)
            throw new SheetRefusedException(new SheetRefusal("emptyFile", null, "The file is empty."));
        if (TextProbe.IsUnsupported(format))
            throw new SheetRefusedException(new SheetRefusal("unsupportedFormat", null, "Old workbooks (.xls) are not read: save it as .xlsx or CSV."));
        bytes.Position = 0;
        return (bytes, format);
    }

    private BankRow Read(SheetRow row)
    {
        var line = row.Line.Line;
        if (row.Fault is { } code)
            throw Refused(line, null, code, RowOutcome.MessageOf(code));
        var entry = new Entry(row);
        try
        {
            return new BankRow
            {
                Id = Field.Id(entry, "id"),
                AmountMinor = Field.Amount(entry, "amount", settings.CurrencyDecimals),
                Kind = row.Cell("kind") is not { } kind ? EntryKind.Recovery
                    : Kinds.TryGetValue(kind, out var known) ? known
                    : throw Refused(line, "kind", "invalidKind", "recovery or reversal."),
            };
        }
        catch (EntryFaultException fault)
        {
            throw Refused(line, fault.Fault.Field, BoardRequests.NameOf(fault.Fault.Refusal), fault.Fault.Message);
        }
    }

    private static SheetRefusedException Refused(long line, string? field, string code, string message) =>
        new(new SheetRefusal(code, field, FormattableString.Invariant($"Line {line}: {message}")) { Line = line });

    private static Dictionary<string, EntryKind> KindsOf()
    {
        var kinds = new Dictionary<string, EntryKind>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in EntryParsers.Kinds.Keys.Concat(["recovery", "receipt", "回款", "还款", "入账", "清收", "现金", "现金清收", "以物抵债", "重组", "债权转让", "已核销收回"]))
            kinds[word] = EntryKind.Recovery;
        foreach (var word in (string[])["reversal", "bounced", "chargeback", "refund", "冲正", "退回", "退票", "退款", "撤销", "拒付"])
            kinds[word] = EntryKind.Reversal;
        return kinds;
    }
}
