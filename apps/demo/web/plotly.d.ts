declare module "plotly.js-gl3d-dist-min" {
  const Plotly: {
    react(host: HTMLElement, data: readonly object[], layout: object, config: object): Promise<unknown>;
  };
  export default Plotly;
}
