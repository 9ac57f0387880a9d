using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using SkiaSharp;

namespace Leaderboard.Web.Rewards;

/// <summary>Files as somebody might send them for a picture.</summary>
internal static class PictureFiles
{
    /// <summary>Stands in what cameras and programs write beside the picture.</summary>
    public const string Told = "Taken at home";

    /// <summary>Of a PNG: its signature and the piece that says how large it is.</summary>
    private const int HeaderBytes = 33;

    private static readonly byte[] Archive = [.. "PK\u0003\u0004"u8, .. new byte[26], .. "PK\u0005\u0006"u8, .. new byte[18]];

    /// <summary>Blue all over.</summary>
    public static byte[] Drawn(SKEncodedImageFormat format, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(new SKColor(60, 120, 220));
        return Encoded(bitmap, format);
    }

    /// <summary>A red corner, a green one right of it, a blue and a white one below, as a camera writes it that was held in some way.</summary>
    public static byte[] Held(SKEncodedOrigin origin)
    {
        using var bitmap = new SKBitmap(200, 100);
        using (var canvas = new SKCanvas(bitmap))
        {
            foreach (var (at, color) in new[] { (new SKPoint(0, 0), SKColors.Red), (new SKPoint(100, 0), SKColors.Lime), (new SKPoint(0, 50), SKColors.Blue), (new SKPoint(100, 50), SKColors.White) })
            {
                using var paint = new SKPaint { Color = color };
                canvas.DrawRect(at.X, at.Y, 100, 50, paint);
            }
        }

        byte[] exif = [.. "Exif\0\0II*\0\u0008\0\0\0\u0001\0\u0012\u0001\u0003\0\u0001\0\0\0"u8, (byte)origin, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Told)];
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. Encoded(bitmap, SKEncodedImageFormat.Jpeg)[2..]];
    }

    public static byte[] Of(string what) => what switch
    {
        "svg" => Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
        "html" => Encoding.UTF8.GetBytes("<!DOCTYPE html><script>alert(1)</script>"),
        "gif" => Encoding.UTF8.GetBytes("GIF89a/*<script>*/=1;alert(1)"),
        "empty" => [],
        "png and html behind it" => [.. Png(), .. "<html><body>x"u8],
        "png and html behind it, with another end" => [.. Png(), .. "<html><body>x"u8, .. Png()[^12..]],
        "png with script in its text" => WithText(Png(), "Comment\0<ScRiPt>alert(1)</script>"u8),
        "png with an archive in its text" => WithText(Png(), [.. "Comment\0"u8, .. Archive]),
        "jpeg and zip behind it" => [.. Jpeg(), .. Archive],
        "jpeg and zip behind it, with another end" => [.. Jpeg(), .. Archive, 0xFF, 0xD9],
        "webp and more behind it" => [.. Drawn(SKEncodedImageFormat.Webp, 40, 30), 1, 2],
        "a piece of a png" => Png()[..^20],
        "a piece of a jpeg" => Jpeg()[..^50],
        "a piece of a webp" => Drawn(SKEncodedImageFormat.Webp, 40, 30)[..^10],
        "a png with a piece left out" => [.. Png()[..HeaderBytes], .. Png()[^12..]],
        "a jpeg of ten thousand passes" => OfPasses(Jpeg(), 10_000),
        "png of nothing" => [.. Png()[..8], .. Png()[^12..]],
        "says 4000 by 4000" => Saying(Png(), 4000, 4000),
        "says 60000 by 60000" => Saying(Png(), 60_000, 60_000),
        "says 30000 by 30000" => Saying(Png(), 30_000, 30_000),
        "too many pixels" => Saying(Png(), 4001, 4000),
        "too large" => [.. Png(), .. new byte[PictureReader.MaxBytes]],
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    /// <summary>Cameras put a second picture behind the first, and zeros between them.</summary>
    public static byte[] OfTwo() => [.. Jpeg(), 0, 0, 0, .. Jpeg()];

    /// <summary>Blue, then red.</summary>
    public static byte[] Moving()
    {
        using var red = new SKBitmap(40, 30);
        red.Erase(SKColors.Red);
        byte[] size = [39, 0, 0, 29, 0, 0];
        byte[] content =
        [
            .. "WEBP"u8, .. Piece("VP8X"u8, [2, 0, 0, 0, .. size]), .. Piece("ANIM"u8, new byte[6]),
            .. new[] { Drawn(SKEncodedImageFormat.Webp, 40, 30), Encoded(red, SKEncodedImageFormat.Webp) }.SelectMany(f => Piece("ANMF"u8, [0, 0, 0, 0, 0, 0, .. size, 100, 0, 0, 0, .. f[12..]])),
        ];
        return Piece("RIFF"u8, content);
    }

    public static byte[] Png() => Drawn(SKEncodedImageFormat.Png, 40, 30);

    /// <summary>Of a WebP.</summary>
    private static byte[] Piece(ReadOnlySpan<byte> name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. name, .. length, .. content];
    }

    private static byte[] Jpeg() => Drawn(SKEncodedImageFormat.Jpeg, 40, 30);

    private static byte[] Encoded(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using var encoded = bitmap.Encode(format, 90);
        return encoded.ToArray();
    }

    /// <summary>A piece of text behind the header, as programs put it there.</summary>
    private static byte[] WithText(byte[] png, ReadOnlySpan<byte> text)
    {
        byte[] piece = [.. "tEXt"u8, .. text];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32.HashToUInt32(piece));
        return [.. png[..HeaderBytes], .. length, .. piece, .. sum, .. png[HeaderBytes..]];
    }

    private static byte[] Saying(byte[] png, int width, int height)
    {
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32.HashToUInt32(png.AsSpan(12, 17)));
        return png;
    }

    private static byte[] OfPasses(byte[] jpeg, int passes)
    {
        var scan = jpeg.AsSpan().IndexOf<byte>([0xFF, 0xDA]);
        return [.. jpeg[..scan], .. Enumerable.Repeat(jpeg[scan..^2], passes).SelectMany(b => b), .. jpeg[^2..]];
    }
}
