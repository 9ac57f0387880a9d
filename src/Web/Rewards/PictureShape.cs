using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using SkiaSharp;

namespace Leaderboard.Web.Rewards;

/// <summary>Looks at how a file is put together before anything decodes it.</summary>
internal static partial class PictureShape
{
    /// <summary>Ten or so are usual; each costs as much as the whole picture, however few bytes it has.</summary>
    private const int MaxScans = 100;

    private const byte Sign = 0xFF;
    private const byte Start = 0xD8;
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;

    /// <summary>By its content; null: none of the three.</summary>
    public static SKEncodedImageFormat? FormatOf(ReadOnlySpan<byte> file) =>
        file.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? SKEncodedImageFormat.Png
        : file.StartsWith<byte>([Sign, Start, Sign]) ? SKEncodedImageFormat.Jpeg
        : file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) ? SKEncodedImageFormat.Webp
        : null;

    /// <summary>Length of the picture at the beginning of the file; null where it has no end.</summary>
    public static int? LengthOf(ReadOnlySpan<byte> file, SKEncodedImageFormat format) => format switch
    {
        SKEncodedImageFormat.Png => OfPng(file),
        SKEncodedImageFormat.Jpeg => OfJpegs(file),
        _ => OfWebp(file),
    };

    /// <summary>Whether it is a page, a script or an archive too, for whoever reads it as one.</summary>
    public static bool IsMore(ReadOnlySpan<byte> file)
    {
        if (file.IndexOf("PK\u0003\u0004"u8) >= 0 && file.IndexOf("PK\u0005\u0006"u8) >= 0)
            return true;
        Span<char> text = new char[file.Length];
        Encoding.Latin1.GetChars(file, text);
        return Markup().IsMatch(text);
    }

    private static int? OfWebp(ReadOnlySpan<byte> file) =>
        BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L is var length && length <= file.Length ? (int)length : null;

    private static int? OfPng(ReadOnlySpan<byte> file)
    {
        const int frame = 12;
        for (var at = 8; at + frame <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - frame)
                return null;
            var isLast = file[(at + 4)..].StartsWith("IEND"u8);
            at += frame + (int)length;
            if (isLast)
                return at;
        }

        return null;
    }

    /// <summary>Cameras put further pictures behind the first, with zeros between them.</summary>
    private static int? OfJpegs(ReadOnlySpan<byte> file)
    {
        if (OfJpeg(file) is not { } length)
            return null;
        while (file[length..].IndexOfAnyExcept((byte)0) is >= 0 and var zeros && file[(length + zeros)..].StartsWith<byte>([Sign, Start, Sign]))
        {
            if (OfJpeg(file[(length + zeros)..]) is not { } more)
                return null;
            length += zeros + more;
        }

        return file[length..].ContainsAnyExcept((byte)0) ? length : file.Length;
    }

    private static int? OfJpeg(ReadOnlySpan<byte> file)
    {
        var scans = 0;
        for (var at = 2; at + 2 <= file.Length && file[at] == Sign;)
        {
            var mark = file[at + 1];
            if (mark == End)
                return at + 2;
            if (mark == Sign)
            {
                at++;
                continue;
            }

            if (at + 4 > file.Length || (mark == Scan && ++scans > MaxScans))
                return null;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (mark == Scan)
                at = EndOfScan(file, at);
        }

        return null;
    }

    /// <summary>In a scan a sign is followed by zero, or by the number of a restart.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length && file[at..].IndexOf(Sign) is >= 0 and var next)
        {
            at += next;
            if (at + 1 < file.Length && file[at + 1] is not (0 or >= 0xD0 and <= 0xD7))
                return at;
            at += 2;
        }

        return file.Length;
    }

    [GeneratedRegex(@"<(?:script|html|svg|iframe|!doctype|\?php)[\s/>]|javascript:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Markup();
}
