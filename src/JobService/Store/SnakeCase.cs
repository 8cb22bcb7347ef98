using System.Text;

namespace Floe.JobService.Store;

/// <summary>Names that every database takes without quotes.</summary>
internal static class SnakeCase
{
    /// <summary><c>CreatedAt</c> is <c>created_at</c>.</summary>
    public static string Of(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && snake.Length > 0) snake.Append('_');
            snake.Append(char.ToLowerInvariant(letter));
        }
        return snake.ToString();
    }
}
