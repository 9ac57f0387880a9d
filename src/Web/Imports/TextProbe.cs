using System.Text;

namespace Leaderboard.Web.Imports;

/// <summary>Finds out how a file is written while it passes by: what is UTF-8 from beginning to end is that, other text is GB18030.</summary>
internal sealed class TextProbe
{
    public const string Workbook = "xlsx";
    private const string OldWorkbook = "xls";
    private static readonly byte[] Zip = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0];
    private readonly Decoder _utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
    private readonly char[] _scratch = new char[4096];
    private string? _format;
    private bool _hasBegun;

    static TextProbe() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static bool IsUnsupported(string format) => format == OldWorkbook;

    /// <summary>How a format's text is read; a byte order mark is taken off.</summary>
    public static StreamReader Reader(Stream file, string format) => new(file, format switch
    {
        "utf-16" => Encoding.Unicode,
        "gb18030" => Encoding.GetEncoding("GB18030"),
        _ => Encoding.UTF8,
    }, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (!_hasBegun && bytes.Length > 0)
        {
            _hasBegun = true;
            _format = bytes.StartsWith(Zip) ? Workbook
                : bytes.StartsWith(Compound) ? OldWorkbook
                : bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble) ? "utf-16"
                : null;
        }

        while (_format is null && bytes.Length > 0)
        {
            var part = bytes[..Math.Min(bytes.Length, _scratch.Length)];
            Decode(part, isLast: false);
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>After the last byte.</summary>
    public string Format()
    {
        if (_format is null)
            Decode([], isLast: true);
        return _format ?? "utf-8";
    }

    private void Decode(ReadOnlySpan<byte> bytes, bool isLast)
    {
        try
        {
            _utf8.GetChars(bytes, _scratch, isLast);
        }
        catch (DecoderFallbackException)
        {
            _format = "gb18030";
        }
    }
}
