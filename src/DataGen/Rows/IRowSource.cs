namespace Floe.DataGen.Rows;

/// <summary>Generated rows, pulled into buffers of the caller's.</summary>
public interface IRowSource
{
    /// <summary>What is generated, for telemetry: lower case, such as <c>employees</c>.</summary>
    string What { get; }

    long Rows { get; }

    /// <summary>How many rows were given out so far.</summary>
    long Written { get; }

    /// <summary>An upper bound of all bytes, to size a buffer by.</summary>
    long MaxBytes { get; }

    /// <summary>Writes as many whole rows as fit. A buffer of a kilobyte takes at least one.</summary>
    /// <returns>The bytes written; 0 once all rows were given out.</returns>
    int Fill(Span<byte> buffer);
}
