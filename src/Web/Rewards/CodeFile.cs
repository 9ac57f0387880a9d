using System.Globalization;
using System.Text;
using Leaderboard.Web.Imports;

namespace Leaderboard.Web.Rewards;

/// <summary>Codes as they come, as a file or pasted: one a line; what stands in further columns is part of it, with what is between them.</summary>
/// <param name="Codes">In order, the same more than once where it is.</param>
/// <param name="Fault">Key of a word on what it cannot be read for; null: it can.</param>
/// <param name="Line">That is at fault, from 1.</param>
internal sealed record CodeFile(IReadOnlyList<string> Codes, string? Fault = null, long Line = 0)
{
    public const int MaxCodes = 10_000;
    public const int MaxLength = 200;

    /// <summary>More than ten thousand of the longest codes of three bytes a character.</summary>
    public const int MaxBytes = 8 << 20;

    private const char ByteOrderMark = '\uFEFF';

    private static readonly HashSet<string> Titles = new(StringComparer.OrdinalIgnoreCase) { "code", "codes", "voucher", "兑换码", "券码", "卡号" };

    public static async Task<CodeFile> ReadAsync(Stream file, CancellationToken cancel)
    {
        using var text = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        try
        {
            return await ReadAsync(text, cancel);
        }
        catch (DecoderFallbackException)
        {
            return Faulty("encoding", 0);
        }
    }

    public static async Task<CodeFile> ReadAsync(TextReader text, CancellationToken cancel)
    {
        var lines = new DelimitedText(text);
        var codes = new List<string>();
        var isFirst = true;
        var heading = 0L;
        var othersHaveDigits = true;
        while (await lines.ReadAsync(cancel) is { } line)
        {
            if (line.Fault is not null)
                return Faulty("unreadable", line.Line);
            var code = CodeOf(line, lines.Delimiter);
            if (code.Length == 0)
                continue;
            var (isTop, hasDigit) = (isFirst, code.Any(char.IsDigit));
            isFirst = false;
            if (isTop && Titles.Contains(line.Cells.Select(Bare).First(c => c.Length > 0)))
                continue;
            if (isTop && !hasDigit)
                heading = line.Line;
            else
                othersHaveDigits &= hasDigit;
            if (code.Length > MaxLength)
                return Faulty("tooLong", line.Line);
            if (!IsPrintable(code))
                return Faulty("unprintable", line.Line);
            if (codes.Count == MaxCodes)
                return Faulty("tooMany", line.Line);
            codes.Add(code);
        }

        if (heading > 0 && codes.Count > 1 && othersHaveDigits)
            return Faulty("heading", heading);
        return codes.Count > 0 ? new CodeFile(codes) : Faulty("none", 0);
    }

    /// <summary>As it stands there, but for empty columns around it. A tab is in no code: it is a blank.</summary>
    private static string CodeOf(SheetLine line, char delimiter)
    {
        var first = Array.FindIndex(line.Cells, c => Bare(c).Length > 0);
        var last = Array.FindLastIndex(line.Cells, c => Bare(c).Length > 0);
        return first < 0 ? "" : Bare(string.Join(delimiter == '\t' ? ' ' : delimiter, line.Cells[first..(last + 1)]));
    }

    private static string Bare(string cell) => cell.Trim(ByteOrderMark).Trim();

    private static CodeFile Faulty(string fault, long line) => new([], fault, line);

    /// <summary>What nobody sees, or cannot type, is in no code: it would be a mistake of the file's.</summary>
    private static bool IsPrintable(string code)
    {
        foreach (var rune in code.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return false;
        }

        return true;
    }
}
