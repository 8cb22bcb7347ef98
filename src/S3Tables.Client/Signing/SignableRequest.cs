namespace Floe.S3Tables.Client.Signing;

/// <summary>A request as it stands on the wire: <see cref="RawPath"/> and <see cref="RawQuery"/> (without '?') are still percent-encoded.</summary>
/// <remarks><see cref="Header"/> finds a value by lower-case name, several values joined by a comma; null where the header is absent.</remarks>
public sealed record SignableRequest(string Method, string RawPath, string RawQuery, Func<string, string?> Header);
