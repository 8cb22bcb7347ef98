namespace Floe.Engine.Tables;

/// <summary>Columns that tell where a row is stored.</summary>
internal static class RowPlace
{
    public const string File = "__floe_file";
    public const string Position = "__floe_pos";
}
