declare module "plotly.js-gl3d-dist-min" {
  const Plotly: { newPlot(host: HTMLElement, figure: object): Promise<unknown> };
  export default Plotly;
}
