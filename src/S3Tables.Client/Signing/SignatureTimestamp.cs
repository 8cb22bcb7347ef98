using System.Globalization;

namespace Floe.S3Tables.Client.Signing;

/// <summary>The time a request was signed.</summary>
internal static class SignatureTimestamp
{
    /// <summary>From <c>x-amz-date</c>, or from <c>Date</c> for clients that cannot set the former.</summary>
    public static string Of(SignableRequest request)
    {
        if (request.Header(SignatureProtocol.DateHeader) is { } amzDate && TryParse(amzDate, out _)) return amzDate;
        if (DateTimeOffset.TryParseExact(request.Header("date"), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)) return Format(date);
        if (request.Header("date") is { } iso && TryParse(iso, out _)) return iso;
        throw new SignatureException(SignatureError.MalformedHeader, "AWS authentication requires a valid Date or x-amz-date header");
    }

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(SignatureProtocol.TimestampFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string text) =>
        TryParse(text, out var time) ? time : throw new SignatureException(SignatureError.MalformedHeader, $"The time '{text}' is not of the form yyyyMMddTHHmmssZ.");

    public static bool TryParse(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, SignatureProtocol.TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
