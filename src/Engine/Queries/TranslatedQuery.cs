using System.Text;
using Floe.Engine.Syntax;

namespace Floe.Engine.Queries;

/// <summary>SQL for DuckDB, with the way back from its text to the script.</summary>
internal sealed class TranslatedQuery
{
    private readonly List<(int Utf8Offset, SourcePosition Position)> _marks = [];
    private readonly StringBuilder _sql = new();
    private int _utf8Length;

    public string Sql => _sql.ToString();

    /// <summary>Adds a piece of SQL that stands for the script's text from <paramref name="position"/> on.</summary>
    public void Append(string piece, SourcePosition position, bool spaceBefore)
    {
        if (spaceBefore && _sql.Length > 0)
        {
            _sql.Append(' ');
            _utf8Length++;
        }
        _marks.Add((_utf8Length, position));
        _sql.Append(piece);
        _utf8Length += Encoding.UTF8.GetByteCount(piece);
    }

    /// <summary>The place in the script of a byte offset in <see cref="Sql"/>, or null if the offset is outside.</summary>
    public SourcePosition? PositionAt(int? utf8Offset)
    {
        if (utf8Offset is not { } offset || offset < 0 || offset > _utf8Length)
            return null;
        var at = _marks.FindLastIndex(mark => mark.Utf8Offset <= offset);
        return at < 0 ? null : _marks[at].Position;
    }

    /// <summary>The index of the token that begins at a byte offset, or -1.</summary>
    public int TokenAt(int utf8Offset) => _marks.FindIndex(mark => mark.Utf8Offset == utf8Offset);
}
