using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Leaderboard.Journal;
using Leaderboard.Reconciliation;

namespace Leaderboard.Domain.Reconciliation;

/// <summary>
/// The text of a close: what is kept, printed and digested, the same in every language. One fact a line, single blanks between
/// words; the last line is the SHA-256 of all lines above it as UTF-8, each ended by a line feed.
/// </summary>
internal static class CloseText
{
    public const string Title = "Leaderboard 龙虎榜 daily close 日终结账 1";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const string DayFormat = "yyyy-MM-dd";
    private const string DigestWord = "digest ";

    public static string Write(CloseRecord record)
    {
        var text = new StringBuilder();
        Line(text, $"{Title}");
        Line(text, $"day {Day(record.Day)} {record.TimeZone} {record.Currency}");
        Line(text, $"closed {record.At.ToDateTimeOffset().ToString(TimeFormat, CultureInfo.InvariantCulture)}");
        Line(text, $"by {record.ById} {PlainText.OneLine(record.ByName)}");
        Line(text, $"previous {(record.Previous is (var day, var digest) ? $"{Day(day)} {digest}" : "none")}");
        foreach (var line in record.Lines)
        {
            Line(text, $"source {line.Source} {Word(line.State)}");
            Line(text, $"  recoveries {Figures(line.Recoveries, record.Currency)}{Bank(line.Bank?.Recoveries, record.Currency)}");
            Line(text, $"  reversals {Figures(line.Reversals, record.Currency)}{Bank(line.Bank?.Reversals, record.Currency)}");
            if (line.Reason is { } reason)
                Line(text, $"  reason {PlainText.OneLine(reason)}");
        }

        foreach (var head in record.Heads)
            Line(text, $"head {head.Partition} {head.Seq} {head.Hash}");
        return $"{text}{DigestWord}{DigestOf(text.ToString())}\n";
    }

    /// <summary>Reads what was written, also from a copy whose lines end otherwise. Throws <see cref="FormatException"/> for any other text.</summary>
    public static ReadClose Read(string text)
    {
        var plain = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        var end = plain.LastIndexOf("\n" + DigestWord, StringComparison.Ordinal) + 1;
        if (end == 0)
            throw new FormatException("It has no digest.");
        var lines = new LineReader(plain[..end]);
        lines.Take(Title);
        var (day, zone, currency) = lines.Words("day ") is [var d, var z, var c] ? (DateOf(d), z, c) : throw lines.Fault();
        var at = Moment.From(DateTimeOffset.ParseExact(lines.Rest("closed "), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        var (byId, byName) = lines.Rest("by ").Split(' ', 2) is [var i, var n] ? (i, n) : throw lines.Fault();
        var record = new CloseRecord
        {
            Day = day,
            TimeZone = zone,
            Currency = currency,
            At = at,
            ById = byId,
            ByName = byName,
            Previous = lines.Words("previous ") switch
            {
                ["none"] => null,
                [var previous, var hash] => (DateOf(previous), HashOf(hash)),
                _ => throw lines.Fault(),
            },
            Lines = Sources(lines, currency),
            Heads = Heads(lines),
        };
        lines.End();
        return new ReadClose(record, HashOf(plain[(end + DigestWord.Length)..^1]), DigestOf(plain[..end]));
    }

    private static List<SourceLine> Sources(LineReader lines, string currency)
    {
        var sources = new List<SourceLine>();
        while (lines.IsNext("source "))
        {
            var (source, state) = lines.Words("source ") is [var s, var w] ? (s, StateOf(w)) : throw lines.Fault();
            var (recoveries, bank) = Both(lines.Words("  recoveries "), currency, lines);
            var (reversals, bankReversals) = Both(lines.Words("  reversals "), currency, lines);
            sources.Add(new SourceLine
            {
                Source = source,
                State = state,
                Recoveries = recoveries,
                Reversals = reversals,
                Bank = bank is null ? null : new BankControl { Recoveries = bank, Reversals = bankReversals, By = "" },
                Reason = lines.IsNext("  reason ") ? lines.Rest("  reason ") : null,
            });
        }

        return sources;
    }

    private static List<PartitionHead> Heads(LineReader lines)
    {
        var heads = new List<PartitionHead>();
        while (lines.IsNext("head "))
        {
            heads.Add(lines.Words("head ") is [var partition, var seq, var hash]
                ? new PartitionHead { Partition = (int)Number(partition), Seq = Number(seq), Hash = HashOf(hash) }
                : throw lines.Fault());
        }

        return heads;
    }

    private static (Tally Ours, Tally? Bank) Both(string[] words, string currency, LineReader lines) => words switch
    {
        [var count, var sum] => (TallyOf(count, sum, currency), null),
        [var count, var sum, "bank", var bankCount, var bankSum] => (TallyOf(count, sum, currency), TallyOf(bankCount, bankSum, currency)),
        _ => throw lines.Fault(),
    };

    private static Tally TallyOf(string count, string sum, string currency)
    {
        var decimals = Decimals(currency);
        if (decimals == 0)
            return new Tally { Count = Number(count), SumMinor = Number(sum) };
        return sum.Split('.') is [var major, var minor] && minor.Length == decimals
            ? new Tally { Count = Number(count), SumMinor = Number(major + minor) }
            : throw new FormatException($"'{sum}' is no amount of {currency}.");
    }

    private static string Figures(Tally tally, string currency)
    {
        var decimals = Decimals(currency);
        var digits = tally.SumMinor.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return string.Create(CultureInfo.InvariantCulture, $"{tally.Count} {(decimals > 0 ? digits.Insert(digits.Length - decimals, ".") : digits)}");
    }

    private static string Bank(Tally? tally, string currency) => tally is null ? "" : $" bank {Figures(tally, currency)}";

    private static int Decimals(string currency) => Currencies.DecimalsOf(currency) ?? throw new FormatException($"'{currency}' is no currency.");

    private static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly DateOf(string text) => DateOnly.ParseExact(text, DayFormat, CultureInfo.InvariantCulture);

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"'{text}' is no number.");

    private static string Word(Agreement state) => state.ToString().ToLowerInvariant();

    private static Agreement StateOf(string word) => Array.Find(Enum.GetValues<Agreement>(), s => Word(s) == word) is var state && Word(state) == word
        ? state
        : throw new FormatException($"'{word}' is no state.");

    private static Digest HashOf(string hex) => hex.Length == Digest.SizeBytes * 2 ? new Digest(Convert.FromHexString(hex)) : throw new FormatException($"'{hex}' is no digest.");

    private static Digest DigestOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>Hands out lines by what they begin with.</summary>
    private sealed class LineReader(string text)
    {
        private readonly string[] _lines = text.Split('\n')[..^1];
        private int _at;

        public bool IsNext(string beginning) => _at < _lines.Length && _lines[_at].StartsWith(beginning, StringComparison.Ordinal);

        public string Rest(string beginning) => IsNext(beginning) ? _lines[_at++][beginning.Length..] : throw Fault();

        public string[] Words(string beginning) => Rest(beginning).Split(' ');

        public void Take(string line)
        {
            if (Rest(line).Length > 0)
                throw Fault();
        }

        public void End()
        {
            if (_at < _lines.Length)
                throw Fault();
        }

        public FormatException Fault() => new(string.Create(CultureInfo.InvariantCulture, $"Line {_at + 1} is not one of a close."));
    }
}

/// <summary>A close as it was read.</summary>
/// <param name="Stated">The digest that its last line tells.</param>
/// <param name="Actual">The digest of the lines above it.</param>
internal sealed record ReadClose(CloseRecord Record, Digest Stated, Digest Actual);
