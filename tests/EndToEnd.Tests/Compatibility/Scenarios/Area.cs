namespace Floe.EndToEnd.Tests.Compatibility.Scenarios;

/// <summary>The same S3 operation is one thing on a general purpose bucket and another on a table's warehouse bucket.</summary>
internal enum Area
{
    S3Tables,
    S3,
    Warehouse,
}
