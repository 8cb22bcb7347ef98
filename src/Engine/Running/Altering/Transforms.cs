using System.Globalization;
using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running.Altering;

internal static class Transforms
{
    public static Transform Of(PartitionSyntax syntax) =>
        Transform.Parse(syntax.Argument is { } argument ? string.Create(CultureInfo.InvariantCulture, $"{syntax.Transform}[{argument}]") : syntax.Transform);
}
