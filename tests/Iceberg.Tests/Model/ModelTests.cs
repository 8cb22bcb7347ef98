using CsCheck;

namespace Floe.Iceberg.Tests.Model;

/// <summary>Random histories of a table beside a plain model of its rows.</summary>
public sealed class ModelTests
{
    [Fact]
    public async Task A_table_holds_what_its_history_says() => await Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[0, Actions.All.Count - 1].List[1, 25]).SampleAsync(
        async (seed, history) =>
        {
            using var model = await ModelTable.CreateAsync(seed);
            for (var i = 0; i < history.Count; i++)
            {
                try
                {
                    await Actions.All[history[i]].Run(model);
                    await model.CheckAsync();
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"Seed {seed}, after {string.Join(", ", history.Take(i + 1).Select(a => Actions.All[a].Name))}: {e.Message}", e);
                }
            }
        }, iter: 60, threads: 1);
}
