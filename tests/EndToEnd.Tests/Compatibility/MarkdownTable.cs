using System.Text;
using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility;

/// <summary>A table with a column a client; what cells have to say stands below it, numbered.</summary>
internal sealed class MarkdownTable(string firstColumn)
{
    private readonly List<string> _rows = [];
    private readonly List<string> _notes = [];

    public void Add(string first, Func<ClientKind, Cell> cell) =>
        _rows.Add(Row(first, ClientKinds.All.Select(client => Text(cell(client)))));

    public void WriteTo(StringBuilder text)
    {
        text.AppendLine(Row(firstColumn, ClientKinds.All.Select(client => client.Title())));
        text.AppendLine(Row("---", ClientKinds.All.Select(_ => ":---:")));
        foreach (var row in _rows) text.AppendLine(row);
        if (_notes.Count > 0) text.AppendLine();
        for (var at = 0; at < _notes.Count; at++) text.AppendLine($"{at + 1}. {_notes[at]}");
    }

    private static string Row(string first, IEnumerable<string> cells) => $"| {first} | {string.Join(" | ", cells)} |";

    private string Text(Cell cell)
    {
        if (cell.Note is null) return cell.Sign;
        if (!_notes.Contains(cell.Note)) _notes.Add(cell.Note);
        return $"{cell.Sign} ({_notes.IndexOf(cell.Note) + 1})";
    }
}
