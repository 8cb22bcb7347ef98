namespace Floe.DataGen.Upload;

/// <summary>An object that was written and acknowledged.</summary>
/// <param name="Location">As <c>s3://bucket/key</c>.</param>
/// <param name="Rows">Data rows, without the header line.</param>
/// <param name="Bytes">The object's length.</param>
/// <param name="ETag">As the store gave it, without quotes; ends in <c>-N</c> for N parts.</param>
/// <param name="Sha256">Of the whole content, in lower-case hex; the same for the same rows and seed, however it was uploaded.</param>
public sealed record UploadResult(string Location, long Rows, long Bytes, string ETag, string Sha256);
