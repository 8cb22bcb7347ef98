namespace Floe.S3Tables.Catalog;

/// <summary>An answer that is to be given again.</summary>
/// <param name="Fingerprint">Of the request it answered: another request with the same key is a mistake.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">JSON, or nothing.</param>
/// <param name="ETag">Of the table's state, where the answer has one.</param>
public sealed record KeptAnswer(string Fingerprint, int Status, byte[] Body, string? ETag);
