namespace Floe.Engine;

/// <summary>A form of rows outside the engine.</summary>
public enum ResultFormat
{
    /// <summary>With a header line; quoted where needed. NULL is an empty field, an empty string is <c>""</c>; values are written as in <see cref="Json"/>, nested ones as JSON.</summary>
    Csv,

    /// <summary>The form of <see cref="ResultSet"/>.</summary>
    Json,

    Parquet,

    /// <summary>Arrow's IPC file format, which can be read at any place.</summary>
    ArrowFile,

    /// <summary>Arrow's IPC streaming format, for pipes.</summary>
    ArrowStream,
}
