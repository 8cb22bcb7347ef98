namespace Floe.Engine.Tables;

/// <summary>What a scan gives beside the table's columns.</summary>
internal enum ScanColumns
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>The local path of each row's file and the row's number in it, for statements that change rows.</summary>
    WithRowPlace,
}
