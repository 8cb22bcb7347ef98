namespace Floe.DataGen.Upload;

/// <summary>How far an upload is: rows and bytes that the store has acknowledged.</summary>
public readonly record struct UploadProgress(long Rows, long TotalRows, long Bytes);
