using System.Text.Json;
using System.Text.Json.Nodes;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Runner;

public sealed class SharedValuesTests
{
    public static TheoryData<string> Expressions => [.. RunnerCases.Read("values.json").Select(value => value.Text("sql"))];

    [Theory]
    [MemberData(nameof(Expressions))]
    public async Task Types_and_values_have_the_json_form_that_the_runner_for_spark_gives(string sql)
    {
        var expected = RunnerCases.Read("values.json").Single(value => value.Text("sql") == sql);
        using var lake = new Lake();

        var result = (await lake.RunAsync($"SELECT {sql} AS v")).Result!;

        Assert.Equal(expected.Text("type"), result.Columns[0].Type);
        var json = JsonSerializer.SerializeToElement(result).GetProperty("rows")[0][0];
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected.GetProperty("json").GetRawText()), JsonNode.Parse(json.GetRawText())), json.GetRawText());
    }
}
