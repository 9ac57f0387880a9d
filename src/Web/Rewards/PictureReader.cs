using System.Buffers.Text;
using System.Security.Cryptography;
using Leaderboard.Rewards;
using SkiaSharp;

namespace Leaderboard.Web.Rewards;

/// <summary>
/// Makes the picture that is kept out of the one that was sent: PNG, JPEG or WebP by what is in it, whatever it is called. It is decoded and drawn anew, smaller, so that
/// nothing of what was sent is ever served: no place where it was taken, no text, no script.
/// </summary>
internal sealed class PictureReader : IDisposable
{
    public const int MaxBytes = 5 << 20;
    public const int MaxPixels = 16_000_000;
    public const int KeptSide = 640;
    public const string ContentType = "image/webp";

    private const int Quality = 82;
    private const int HashBytes = 16;

    /// <summary>One takes up to 64 MB for what it shows, and 96 MB more where it comes in many passes.</summary>
    private const int MostAtOnce = 2;

    private readonly SemaphoreSlim _turn = new(MostAtOnce, MostAtOnce);

    /// <summary>The picture, or why there is none.</summary>
    /// <param name="file">Read no further than to where it is too large.</param>
    /// <param name="said">How many bytes it is said to have, which are refused unread where they are too many; null: nobody says.</param>
    /// <param name="cancel">Until it is its turn.</param>
    public async Task<(RewardPicture? Picture, PictureFault? Fault)> ReadAsync(Stream file, long? said, CancellationToken cancel)
    {
        if (said > MaxBytes)
            return (null, PictureFault.TooLarge);
        var bytes = new byte[(said ?? MaxBytes) + 1];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        if (length > MaxBytes)
            return (null, PictureFault.TooLarge);
        await _turn.WaitAsync(cancel);
        try
        {
            return Read(bytes.AsSpan(0, length));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static (RewardPicture? Picture, PictureFault? Fault) Read(ReadOnlySpan<byte> file)
    {
        if (PictureShape.FormatOf(file) is not { } format)
            return (null, PictureFault.Format);
        if (PictureShape.LengthOf(file, format) is not { } length)
            return (null, PictureFault.Broken);
        if (length < file.Length || PictureShape.IsMore(file))
            return (null, PictureFault.Script);
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat != format)
            return (null, PictureFault.Broken);
        if ((long)codec.Info.Width * codec.Info.Height > MaxPixels)
            return (null, PictureFault.TooManyPixels);
        using var sent = Sheet(codec.Info.Width, codec.Info.Height);
        if (codec.GetPixels(sent.Info.WithColorSpace(SKColorSpace.CreateSrgb()), sent.GetPixels()) != SKCodecResult.Success)
            return (null, PictureFault.Broken);
        var kept = Drawn(sent, codec.EncodedOrigin);
        return (new RewardPicture { Hash = Base64Url.EncodeToString(SHA256.HashData(kept).AsSpan(0, HashBytes)), Bytes = kept }, null);
    }

    /// <summary>Upright, and no side longer than what is kept.</summary>
    private static byte[] Drawn(SKBitmap sent, SKEncodedOrigin origin)
    {
        var (width, height) = origin >= SKEncodedOrigin.LeftTop ? (sent.Height, sent.Width) : (sent.Width, sent.Height);
        var scale = Math.Min(1f, KeptSide / (float)Math.Max(width, height));
        using var kept = Sheet(Side(width * scale), Side(height * scale));
        using (var canvas = new SKCanvas(kept))
        {
            canvas.Clear(SKColors.Transparent);
            canvas.Scale(kept.Width / (float)width, kept.Height / (float)height);
            canvas.Concat(Upright(origin, width, height));
            using var image = SKImage.FromBitmap(sent);
            canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        using var encoded = kept.Encode(SKEncodedImageFormat.Webp, Quality);
        return encoded.ToArray();
    }

    /// <summary>Of no colour space: none is written into what is encoded.</summary>
    private static SKBitmap Sheet(int width, int height) => new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));

    private static int Side(float length) => Math.Max(1, (int)MathF.Round(length));

    /// <summary>How the camera was held.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}

/// <summary>Why a file is not taken as a picture.</summary>
internal enum PictureFault
{
    /// <summary>It has too many bytes.</summary>
    TooLarge,

    /// <summary>It has too many pixels, however few its bytes are.</summary>
    TooManyPixels,

    /// <summary>It is none of the formats.</summary>
    Format,

    /// <summary>It is something else besides.</summary>
    Script,

    /// <summary>It cannot be decoded, or not to its end.</summary>
    Broken,
}
