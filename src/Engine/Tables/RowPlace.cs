namespace Floe.Engine.Tables;

/// <summary>Columns that tell where a row is stored.</summary>
internal static class RowPlace
{
    /// <summary>The file's number, see <see cref="FileNumbers"/>.</summary>
    public const string File = "__floe_file";

    /// <summary>The row's number in its file, from 0.</summary>
    public const string Position = "__floe_pos";

    /// <summary>The index of the file among those that are read together, from 0; inside scans only.</summary>
    public const string Index = "__floe_index";
}
